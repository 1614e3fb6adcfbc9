// Files go up one after the other with their progress; a failed one says which and why, the others go on.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reportExpired, writeHeaders } from '../api/client';
import { refreshAround } from '../api/incidents';
import { ApiError, toProblem } from '../api/problem';
import type { Incident } from '../api/types';
import { useT } from '../i18n';
import { toastDone, toastError } from '../ui/toast';
import { sayError } from '../ui/say_error';

export interface Progress {
  name: string;
  percent: number;
}

/** fetch tells nothing of an upload's progress; XMLHttpRequest does. */
function send(url: string, file: File, onPercent: (percent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of Object.entries(writeHeaders())) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.onprogress = (event) => event.lengthComputable && onPercent(Math.round((event.loaded / event.total) * 100));
    request.onerror = () => reject(new ApiError({ status: 0 }));
    request.onload = () => {
      if (request.status < 300) return resolve();
      if (request.status === 401) reportExpired();
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        /* a proxy's page; the status says enough */
      }
      reject(new ApiError(toProblem(body, request.status)));
    };
    request.send(file);
  });
}

export function useUpload(incident: Pick<Incident, 'id' | 'number'>) {
  const t = useT();
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);

  const upload = async (files: File[], visibility: 'note' | 'comment'): Promise<void> => {
    for (const file of files) {
      const query = new URLSearchParams({ name: file.name, visibility });
      setProgress({ name: file.name, percent: 0 });
      try {
        await send(`/api/v1/incidents/${incident.id}/attachments?${query}`, file, (percent) =>
          setProgress({ name: file.name, percent }),
        );
        toastDone(t, t.story.attached(file.name));
      } catch (error) {
        toastError(t, new Error(`${t.files.failed(file.name)}. ${sayError(t, error)}`));
      }
    }
    setProgress(null);
    refreshAround(client, incident);
  };
  return { upload, progress };
}
