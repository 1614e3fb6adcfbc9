// The symptoms, edited in place, with a draft that survives whatever happens to the page.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../api/session';
import type { Incident, IncidentPatch } from '../api/types';
import { useT } from '../i18n';
import { Written } from '../ui/written';
import classes from './incident.module.css';

export function Description({ incident, onEdit }: { incident: Incident; onEdit(patch: IncidentPatch): Promise<boolean> }) {
  const t = useT();
  const { drafts } = useSession();
  const key = `description.${incident.id}`;
  const [draft, setDraft] = useState<string | null>(() => drafts.read<string>(key));
  const mayEdit = incident.may?.includes('edit') ?? false;

  const close = () => {
    drafts.drop(key);
    setDraft(null);
  };
  const save = async () => {
    const next = draft?.trim() ?? '';
    if (next === (incident.description ?? '') || (await onEdit({ description: next }))) close();
  };
  if (draft !== null)
    return (
      <div className={classes.description}>
        <Textarea
          aria-label={t.field.description}
          autosize
          minRows={4}
          maxRows={20}
          autoFocus
          value={draft}
          onChange={(event) => {
            setDraft(event.currentTarget.value);
            drafts.write(key, event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          }}
        />
        <div className={classes.dialogButtons}>
          <Button size="compact-md" variant="default" onClick={close}>
            {t.cancel}
          </Button>
          <Button size="compact-md" onClick={() => void save()}>
            {t.save}
          </Button>
        </div>
      </div>
    );
  return (
    <div className={classes.description}>
      {(incident.description || !mayEdit) && (
        <Written
          html={incident.html?.description}
          text={incident.description || t.incident.noDescription}
          className={incident.description ? undefined : 'dim'}
        />
      )}
      {mayEdit && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className={classes.editDescription}
          onClick={() => setDraft(incident.description ?? '')}
          aria-label={incident.description ? t.incident.editField(t.field.description ?? '') : undefined}
        >
          {incident.description ? t.edit : t.incident.addDescription}
        </Button>
      )}
    </div>
  );
}
