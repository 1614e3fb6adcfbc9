// What somebody wrote, as the server understands its Markdown.

interface Props {
  /** Rendered by the server in its safe mode; the content policy forbids scripts besides. */
  html?: string | null;
  text?: string | null;
  className?: string;
}

export function Written({ html, text, className = '' }: Props) {
  if (html) return <div className={`prose ${className}`} dangerouslySetInnerHTML={{ __html: html }} />;
  return <div className={`prose plain ${className}`}>{text}</div>;
}
