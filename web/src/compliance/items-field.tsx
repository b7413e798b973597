import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import type { ReviewChecklistItemInput } from '../gql/schema.ts';
import { ItemDialog } from './item-dialog.tsx';
import { ItemsTable } from './items-table.tsx';

const MOST = 100;

/** As a form item gives it. */
type Props = { id?: string; value?: ReviewChecklistItemInput[]; onChange?: (items: ReviewChecklistItemInput[]) => void };

/** What is asked, item by item, each written in a dialog of its own. */
export function ItemsField({ id, value = [], onChange }: Props) {
  const { t } = useTranslation('compliance');
  const language = useLanguage();
  const [open, setOpen] = useState<number | 'new'>();
  const put = (items: ReviewChecklistItemInput[]) => onChange?.(items);
  const swap = (at: number, other: number) =>
    put(value.map((item, place) => (place === at ? (value[other] ?? item) : place === other ? (value[at] ?? item) : item)));
  return (
    <div {...(id ? { id } : {})} tabIndex={-1}>
      {value.length > 0 && (
        <ItemsTable
          items={value.map((item) => ({ ...item, section: item.section[language], requirement: item.requirement[language] }))}
          acts={(at) => (
            <Flex gap={2}>
              <Button type="text" size="small" icon={<EditOutlined />} aria-label={t('editItem', { number: at + 1 })} onClick={() => setOpen(at)} />
              <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('up', { number: at + 1 })} disabled={at === 0} onClick={() => swap(at, at - 1)} />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={t('down', { number: at + 1 })}
                disabled={at === value.length - 1}
                onClick={() => swap(at, at + 1)}
              />
              <Button
                type="text"
                size="small"
                danger
                icon={<DeleteOutlined />}
                aria-label={t('removeItem', { number: at + 1 })}
                onClick={() => put(value.filter((_, place) => place !== at))}
              />
            </Flex>
          )}
        />
      )}
      <Button type="dashed" block className="compliance-add" icon={<PlusOutlined />} disabled={value.length >= MOST} onClick={() => setOpen('new')}>
        {t('addItem')}
      </Button>
      {open !== undefined && (
        <ItemDialog
          item={open === 'new' ? undefined : value[open]}
          taken={value.filter((_, place) => place !== open).map(({ code }) => code)}
          onClose={() => setOpen(undefined)}
          onDone={(item) => {
            put(open === 'new' ? [...value, item] : value.map((before, place) => (place === open ? item : before)));
            setOpen(undefined);
          }}
        />
      )}
    </div>
  );
}
