/** Sends a file to the one-time address that the API gave for it; `progress` hears shares of one. */
export function sendBytes(address: string, file: Blob, progress: (share: number) => void, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    // fetch tells nothing of how much has left.
    const request = new XMLHttpRequest();
    request.open('PUT', address);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      if (request.status < 300) resolve();
      else reject(new Error(reasonOf(request.responseText)));
    });
    request.addEventListener('error', () => reject(new Error('')));
    request.addEventListener('abort', () => reject(new Error('')));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** What a refused request said. */
export function reasonOf(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null || !('errors' in answer) || !Array.isArray(answer.errors)) return '';
    const errors: unknown[] = answer.errors;
    const [first] = errors;
    if (typeof first === 'object' && first !== null && 'message' in first && typeof first.message === 'string') return first.message;
  } catch {
    // No JSON: a proxy answered.
  }
  return '';
}
