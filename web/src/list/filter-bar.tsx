import { Button, Flex } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

type Props = { children: ReactNode; onReset?: () => void; end?: ReactNode };

/** The filters above a list, in one row as long as there is room. */
export function FilterBar({ children, onReset, end }: Props) {
  const { t } = useTranslation('app');
  const [params] = useSearchParams();
  // The filters are in the address, and nothing is there while none is set.
  const isSet = params.toString() !== '';
  return (
    <Flex gap="small" wrap align="center" className="filter-bar" role="group" aria-label={t('list.filters')}>
      {children}
      {onReset && isSet && (
        <Button type="text" onClick={onReset}>
          {t('list.reset')}
        </Button>
      )}
      {end && <div className="filter-bar-end">{end}</div>}
    </Flex>
  );
}
