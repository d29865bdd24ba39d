import { API } from './api.ts';
import type { StoredFile } from './uploads.svelte.ts';

/** Name and size of files of which only the ids are known, as a draft names them; what is gone is left out. */
export async function describeFiles(ids: readonly string[]): Promise<StoredFile[]> {
  const found = await Promise.all(ids.map(describeFile));
  return found.filter((file) => file !== null);
}

async function describeFile(id: string): Promise<StoredFile | null> {
  try {
    const { ok, headers } = await fetch(`${API}/files/${id}`, { method: 'HEAD' });
    if (!ok) return null;
    return {
      id,
      name: nameIn(headers.get('Content-Disposition') ?? '') ?? id,
      size: Number(headers.get('Content-Length') ?? 0),
    };
  } catch {
    return null;
  }
}

function nameIn(disposition: string): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="([^"]*)"/i.exec(disposition)?.[1];
}
