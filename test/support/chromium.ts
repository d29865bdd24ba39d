import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { onPath } from '../../server/local/search.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium on this machine; on Debian as root one is installed, with a font that has Chinese. */
export function findChromium(): string | undefined {
  return found() ?? (installChromium() ? found() : undefined);
}

function found(): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  return given && existsSync(given) ? given : onPath(NAMES);
}

function installChromium(): boolean {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return false;
  console.log('安装 Chromium · installing Chromium (apt-get) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    const packages = ['chromium', 'fonts-noto-cjk'];
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}
