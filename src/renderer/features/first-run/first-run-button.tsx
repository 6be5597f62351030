import { ListChecks } from 'lucide-react';
import { useSettings } from '../../api/settings-store';
import { Button } from '../../ui/button';
import styles from './first-run.module.css';

/** In the bar while the first start was left half-way; leads back to it. */
export function FirstRunButton({ onShow }: { readonly onShow: () => void }) {
  const left = useSettings((settings) => settings.welcome !== 'done');
  if (!left) return null;
  return (
    <Button
      look="bare"
      className={styles['button']}
      title="Back to the steps of the first start"
      onClick={onShow}
    >
      <ListChecks aria-hidden size={16} /> Finish setting up
    </Button>
  );
}
