import { useTranslation } from 'react-i18next';

/** The fields that have words here; the API tells others too, which are shown as it names them, in separate words. */
const known = [
  'name', 'nameEn', 'shortCode', 'regionCode', 'parent', 'supervisor', 'active', 'creditCode', 'agency', 'vendor', 'code', 'systemType', 'protectionLevel',
  'siteClass', 'filingNumber', 'login', 'role', 'roles', 'validFrom', 'validUntil', 'grant', 'user', 'organisation', 'specialities', 'members', 'state', 'number',
  'startsOn', 'endsOn', 'amount', 'reason', 'title', 'body', 'shared', 'systemTypes', 'technologies', 'token', 'expiresAt', 'hint', 'contract', 'system',
  'created', 'unchanged', 'peer', 'kind', 'impact', 'urgency', 'fields', 'note', 'owner', 'policy', 'scheme', 'from', 'until', 'version', 'step', 'points', 'item', 'url', 'description', 'topics',
] as const;

export function useFieldName(): (field: string) => string {
  const { t } = useTranslation('admin');
  return (field) => {
    const parts = field.split(' ');
    const last = parts.at(-1) ?? field;
    const word = known.find((one) => one === last);
    // Beside yes and no, what is called its state elsewhere.
    const named = word === 'active' ? t('field.open') : word ? t(`field.${word}`) : last.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
    return [...parts.slice(0, -1), named].join(' ');
  };
}
