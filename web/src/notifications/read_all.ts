import { useQueryClient } from '@tanstack/react-query';
import { markRead, markUnread, refreshNotifications } from '../api/notifications';
import { useT } from '../i18n';
import { toastDone, toastError } from '../ui/toast';
import { useWords } from './words';

/** Marks everything as read, with a way back. */
export function useReadAll() {
  const t = useT();
  const w = useWords();
  const client = useQueryClient();
  return async () => {
    try {
      const marked = await markRead({});
      const back = () =>
        void markUnread(marked)
          .catch((error: unknown) => toastError(t, error))
          .finally(() => refreshNotifications(client));
      if (marked.length > 0) toastDone(t, w.read(marked.length), back);
    } catch (error) {
      toastError(t, error);
    }
    refreshNotifications(client);
  };
}
