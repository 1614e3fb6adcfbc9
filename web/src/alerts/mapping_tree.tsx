// The example as lines of keys and values. A value that is pressed offers what it may be used for.
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { pointerOf, treeOf, usedAs, usesOf, type Mapping, type Node, type Use } from './mapping';
import { useAlertWords } from './words';
import classes from './mapping.module.css';

const shownMost = 160;
const indentMost = 10;

interface Props {
  root: unknown;
  mapping: Mapping;
  onUse(path: string[], as: Use): void;
}
export function MappingTree({ root, mapping, onUse }: Props) {
  const w = useAlertWords().mapping;
  const [open, setOpen] = useState<string | null>(null);
  const { nodes, cut } = useMemo(() => treeOf(root), [root]);
  return (
    <>
      <ul className={classes.tree} aria-label={w.tree} tabIndex={0}>
        {nodes.map((node) => {
          const pointer = pointerOf(node.path);
          return (
            <Line
              key={pointer}
              node={node}
              pointer={pointer}
              used={usedAs(root, mapping, node.path)}
              open={open === pointer}
              onPress={() => setOpen(open === pointer ? null : pointer)}
            >
              <Uses
                node={node}
                uses={usesOf(root, mapping, node.path)}
                onUse={(as) => {
                  onUse(node.path, as);
                  setOpen(null);
                }}
              />
            </Line>
          );
        })}
      </ul>
      {cut && <p className="dim">{w.cut}</p>}
    </>
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > shownMost ? `${text.slice(0, shownMost)}…` : text;
}

interface LineProps {
  node: Node;
  pointer: string;
  used: Use[];
  open: boolean;
  onPress(): void;
  children: React.ReactNode;
}
function Line({ node, pointer, used, open, onPress, children }: LineProps) {
  const w = useAlertWords().mapping;
  const name = node.path.at(-1) ?? w.whole;
  const depth = Math.min(node.path.length, indentMost);
  return (
    <li style={{ paddingInlineStart: `${depth * 0.875}rem` }}>
      <button type="button" className={classes.value} aria-expanded={open} aria-label={w.useOf(pointer || '/')} onClick={onPress}>
        <span className={classes.key}>{name}</span>
        <span className={classes.what} data-holds={node.holds === null ? undefined : true}>
          {node.holds === null ? shown(node.value) : `${node.isList ? '[ ]' : '{ }'} ${w.items(node.holds)}`}
        </span>
        {used.map((as) => (
          <span key={as} className={classes.used}>
            {w.mark[as]}
          </span>
        ))}
      </button>
      {open && children}
    </li>
  );
}

function Uses({ node, uses, onUse }: { node: Node; uses: Use[]; onUse(as: Use): void }) {
  const w = useAlertWords().mapping;
  if (uses.length === 0) return <p className={classes.outside}>{w.outside}</p>;
  const say = (as: Use) => (node.holds !== null && (as === 'labels' || as === 'annotations') ? w.wholeUse[as] : w.use[as]);
  return (
    <div className={classes.uses} role="group" aria-label={w.useOf(pointerOf(node.path) || '/')}>
      {uses.map((as) => (
        <Button key={as} size="compact-xs" variant="default" onClick={() => onUse(as)}>
          {say(as)}
        </Button>
      ))}
    </div>
  );
}
