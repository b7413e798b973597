import { Tree } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { useName } from '../party/name.tsx';
import { AreaChildrenDocument, type AreaNameFragment } from './regions.gql.ts';

type Props = { top: AreaNameFragment; chosen: string; path: readonly string[]; onChoose: (id: string) => void };
type Node = { key: string; title: string; isLeaf?: boolean; children?: Node[] };

/** The agencies below the viewer's own, read as they are opened. */
export function AreaTree({ top, chosen, path, onChoose }: Props) {
  const { t } = useTranslation('regions');
  const client = useClient();
  const name = useName();
  const [known, setKnown] = useState<ReadonlyMap<string, readonly AreaNameFragment[]>>(new Map());
  const [opened, setOpened] = useState<readonly string[]>([]);

  async function load(id: string) {
    const { data } = await client.query(AreaChildrenDocument, { id }, { requestPolicy: 'cache-first' }).toPromise();
    if (data?.node?.__typename !== 'Agency') return;
    const { nodes } = data.node.children;
    setKnown((before) => new Map(before).set(id, nodes));
  }

  const toNode = (area: AreaNameFragment): Node => {
    const below = known.get(area.id);
    return {
      key: area.id,
      title: name(area),
      ...(below ? { isLeaf: below.length === 0, children: below.map(toNode) } : {}),
    };
  };
  const expanded = [...new Set([top.id, ...path, ...opened])];
  return (
    <nav aria-label={t('tree')} className="area-tree">
      <Tree<Node>
        blockNode
        showLine
        treeData={[toNode(top)]}
        loadData={(node) => load(node.key)}
        expandedKeys={expanded}
        onExpand={(keys) => setOpened(keys.map(String))}
        selectedKeys={[chosen]}
        onSelect={(keys) => {
          const [key] = keys;
          if (key !== undefined) onChoose(String(key));
        }}
      />
    </nav>
  );
}
