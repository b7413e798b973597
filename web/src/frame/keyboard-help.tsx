import { Modal } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShortcut, useShortcuts } from './shortcuts.ts';

/** `?` lists the keys that work on the page at hand. */
export function KeyboardHelp() {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const shortcuts = useShortcuts();
  useShortcut('?', t('keys.help'), useCallback(() => setOpen(true), []));
  useShortcut('g h', t('keys.home'), useCallback(() => void navigate('/'), [navigate]));
  useShortcut('g t', t('keys.tickets'), useCallback(() => void navigate('/tickets'), [navigate]));
  return (
    <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('keys.title')}>
      <dl className="keys">
        {shortcuts.map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
