// An address where there is nothing.
import { Link } from '@tanstack/react-router';
import { useT } from '../i18n';
import { Empty } from './bits';

export function NotFound() {
  const t = useT();
  return (
    <Empty title={t.error.notFound}>
      <Link to="/">{t.error.home}</Link>
    </Empty>
  );
}
