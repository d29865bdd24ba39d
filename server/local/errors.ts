/**
 * A reason why the product cannot start that its user can mend: said in Chinese and English, without a stack,
 * and with a code of its own for scripts and tests.
 */
export class StartError extends Error {
  readonly code: string;

  constructor(code: string, zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options);
    this.name = new.target.name;
    this.code = code;
  }
}

export class PortInUse extends StartError {
  constructor(port: number) {
    super(
      'port_in_use',
      `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口：npm start -- --port ${port + 1}`,
      `Port ${port} is in use. Stop what uses it, or take another: npm start -- --port ${port + 1}`,
    );
  }
}

export class PortNotAllowed extends StartError {
  constructor(port: number) {
    super(
      'port_not_allowed',
      `没有权限监听端口 ${port}。请用 1024 以上的端口，例如 --port 3000。`,
      `Not allowed to listen on port ${port}. Use one above 1024, for example --port 3000.`,
    );
  }
}

export class DataFolderNotWritable extends StartError {
  constructor(folder: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      'data_folder_not_writable',
      `数据文件夹 ${folder} 无法写入（${why}）。请修改权限，或用 --data 指定另一个文件夹。`,
      `The data folder ${folder} cannot be written (${why}). Mend its permissions, or name another with --data.`,
      { cause },
    );
  }
}

export class NotADataFolder extends StartError {
  constructor(folder: string) {
    super(
      'not_a_data_folder',
      `${folder} 里有别的文件，不是积分台的数据文件夹，未做任何改动。请用 --data 指定空文件夹。`,
      `${folder} holds other files and is no data folder of Jifen; nothing was touched. Name an empty one with --data.`,
    );
  }
}

export class DataFolderInUse extends StartError {
  constructor(folder: string, pid: number, lock: string) {
    super(
      'data_folder_in_use',
      `数据文件夹 ${folder} 正被进程 ${pid} 使用。请先停止它；若它并不是积分台，请删除 ${lock}。`,
      `The data folder ${folder} is in use by process ${pid}. Stop that first; if it is not Jifen, delete ${lock}.`,
    );
  }
}

export class ResetNotConfirmed extends StartError {
  constructor() {
    super(
      'reset_not_confirmed',
      '没有得到确认（需要输入 yes），数据保持原样。',
      'Not confirmed (the answer yes is needed); the data stays as it is.',
    );
  }
}

export class MissingLibrary extends StartError {
  constructor(binary: string, library: string, debianPackage: string | undefined) {
    const zh = debianPackage === undefined ? `提供 ${library} 的软件包` : `apt-get install ${debianPackage}`;
    const en =
      debianPackage === undefined ? `the package that has ${library}` : `apt-get install ${debianPackage}`;
    super(
      'missing_library',
      `${binary} 缺少系统库 ${library}，无法运行。请安装：${zh}`,
      `${binary} lacks the shared library ${library} and cannot run. Install it: ${en}`,
    );
  }
}

export class NoServerToBeHad extends StartError {
  constructor(product: string, variable: string, tried: readonly string[]) {
    const list = tried.map((step) => `  - ${step}`).join('\n');
    super(
      'no_server_to_be_had',
      `找不到也取不到 ${product}。三种办法：安装它；设置 ${variable}；或用 docker compose up 启动。`,
      `No ${product} could be found or fetched. Three ways out: install it; set ${variable}; or docker compose up.\n` +
        `已尝试 · Tried:\n${list}`,
    );
  }
}

export class MongoWithoutTransactions extends StartError {
  constructor(uri: string) {
    super(
      'mongodb_without_transactions',
      `${uri} 上的 MongoDB 不支持事务：它不是副本集。请用 --replSet 启动并执行 rs.initiate()。`,
      `The MongoDB at ${uri} has no transactions: it is not a replica set. Start it with --replSet and run rs.initiate().`,
    );
  }
}

export class ServerNotReached extends StartError {
  constructor(product: string, uri: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      'server_not_reached',
      `连接不上 ${product}：${uri}（${why}）`,
      `Cannot reach ${product} at ${uri} (${why})`,
      { cause },
    );
  }
}

export class DataOfOtherVersion extends StartError {
  constructor(folder: string, version: string) {
    super(
      'data_of_other_version',
      `${folder} 里的数据由另一个版本的 MongoDB 写成，mongod ${version} 打不开。请用原来的版本，或 --reset 重新开始。`,
      `The data in ${folder} was written by another version of MongoDB; mongod ${version} cannot open it. ` +
        `Use the version it was written with, or begin anew with --reset.`,
    );
  }
}

/** A server process that ended, or did not answer in time, while it was being started. */
export class ServerDidNotStart extends StartError {
  readonly exitCode: number | null;
  readonly lastWords: string;

  constructor(name: string, exitCode: number | null, log: string, lastWords: string, options?: ErrorOptions) {
    super(
      'server_did_not_start',
      `${name} 没有启动成功，日志见 ${log}`,
      `${name} did not start (exit code ${exitCode ?? 'none'}); its log is ${log}, which ends:\n${lastWords}`,
      options,
    );
    this.exitCode = exitCode;
    this.lastWords = lastWords;
  }
}
