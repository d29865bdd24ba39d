import { API, failureOf, headersOf, trusted, type FileView } from './api.ts';
import { explain } from './commands.ts';
import { newId } from './ids.ts';
import { t } from './messages.ts';

const MAX_BYTES = 20_000_000;
const SUCCESS = 201;

export type StoredFile = Pick<FileView, 'id' | 'name' | 'size'>;

/** The address of the API that takes the files of an instance. */
export function filesOf(instance: string): string {
  return `/instances/${instance}/files`;
}

/** One file on its way to the server, or there. */
export class Upload {
  state: 'sending' | 'done' | 'failed' = $state('sending');
  /** Sent, 0 to 1. */
  progress = $state(0);
  error = $state('');
  stored: StoredFile | null = $state(null);
  #sender: XMLHttpRequest | null = null;

  private constructor(
    readonly key: string,
    readonly name: string,
    readonly size: number,
    readonly source: File | null,
  ) {}

  /** Begins to send a file to an address that takes files. */
  static send(to: string, file: File): Upload {
    const upload = new Upload(newId(), file.name, file.size, file);
    upload.start(to);
    return upload;
  }

  /** A file that the server has already. */
  static already(file: StoredFile): Upload {
    const upload = new Upload(file.id, file.name, file.size, null);
    upload.state = 'done';
    upload.stored = file;
    return upload;
  }

  /** Sends the file, for the first time or once more. */
  start(to: string) {
    if (this.source === null) return;
    const fault = faultOf(this.source);
    if (fault !== null) return this.#fail(fault);
    this.state = 'sending';
    this.progress = 0;
    // fetch tells nothing about how much of a body has been sent.
    const sender = new XMLHttpRequest();
    this.#sender = sender;
    sender.open('POST', `${API}${to}${to.includes('?') ? '&' : '?'}name=${encodeURIComponent(this.name)}`);
    for (const [name, value] of Object.entries(headersOf('POST'))) sender.setRequestHeader(name, value);
    sender.setRequestHeader(
      'Content-Type',
      this.source.type === '' ? 'application/octet-stream' : this.source.type,
    );
    sender.upload.onprogress = ({ loaded, total }) => (this.progress = total === 0 ? 0 : loaded / total);
    sender.onerror = () => this.#fail(t('shell.no_answer'));
    sender.onload = () => {
      if (sender.status !== SUCCESS) {
        return this.#fail(
          explain(failureOf(sender.status, sender.getResponseHeader('Retry-After'), sender.responseText)),
        );
      }
      this.stored = trusted<FileView>(sender.responseText);
      this.state = 'done';
    };
    sender.send(this.source);
  }

  stop() {
    this.#sender?.abort();
  }

  #fail(error: string) {
    this.state = 'failed';
    this.error = error;
  }
}

function faultOf(file: File): string | null {
  if (file.size === 0) return t('shell.file_empty');
  return file.size > MAX_BYTES ? t('shell.file_too_big') : null;
}
