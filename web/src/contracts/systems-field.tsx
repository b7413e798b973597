import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAll } from '../list/all.ts';
import { useConnection } from '../list/connection.ts';
import { useName } from '../party/name.tsx';
import { SystemChoicesDocument } from './draft.gql.ts';

type Props = { id?: string; value?: string[]; onChange?: (ids: string[]) => void; agencyId: string | undefined };

/** Any number of the buyer's systems. */
export function SystemsField({ agencyId, ...rest }: Props) {
  const { t } = useTranslation('contracts');
  const name = useName();
  const variables = useMemo(() => ({ agencyId: agencyId ?? '' }), [agencyId]);
  const list = useConnection({ document: SystemChoicesDocument, variables, pick: (data) => data.systems, pause: !agencyId });
  useAll(list);
  return (
    <Select
      {...rest}
      mode="multiple"
      disabled={!agencyId}
      placeholder={agencyId ? t('systems.choose') : t('systems.chooseAgency')}
      loading={list.fetching}
      showSearch={{ optionFilterProp: 'text' }}
      maxTagCount={12}
      options={list.rows.map((system) => ({
        value: system.id,
        label: name(system),
        text: `${system.code} ${system.name} ${system.agency.name}`,
        second: `${system.code} · ${name(system.agency)}${system.contract ? ` · ${t('systems.covered', { number: system.contract.number })}` : ''}`,
      }))}
      optionRender={(option) => (
        <span className="pick-option">
          {option.label}
          <small>{option.data.second}</small>
        </span>
      )}
    />
  );
}
