import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { photoUrl } from '../../../shared/photo/renditions';
import styles from './gallery-row.module.css';

/** Side of the square in CSS pixels. */
const SIDE = 56;

/** A photo's thumbnail, or a sign in its place where the picture cannot be had. */
export function Thumbnail({ photoId }: { readonly photoId: string }) {
  const [broken, setBroken] = useState(false);
  if (broken)
    return (
      <span className={styles['picture']} title="The picture cannot be shown">
        <ImageOff aria-hidden size={20} />
      </span>
    );
  return (
    <img
      className={styles['picture']}
      src={photoUrl(photoId, 'thumbnail')}
      alt=""
      width={SIDE}
      height={SIDE}
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
    />
  );
}
