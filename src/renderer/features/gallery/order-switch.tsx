import type { GalleryOrder } from '../../../shared/photo/gallery-row';
import { updateSettings, useSettings } from '../../api/settings-store';
import { Button } from '../../ui/button';
import styles from './order-switch.module.css';

const ORDERS: readonly (readonly [GalleryOrder, string, string])[] = [
  ['visits', 'By visit', 'Photos in no record first, then the newest visits, each with its views'],
  ['newest', 'Newest first', 'The photos that were added last come first'],
];

/** How the gallery is ordered; remembered. */
export function OrderSwitch() {
  const order = useSettings((settings) => settings.galleryOrder);
  return (
    <div role="group" aria-label="Order of the photos" className={styles['switch']}>
      {ORDERS.map(([value, label, hint]) => (
        <Button
          key={value}
          look="bare"
          title={hint}
          aria-pressed={order === value}
          onClick={() => void updateSettings({ galleryOrder: value })}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
