import { writeTree } from './dataset-files';
import { quadrantsPng } from './quadrants-png';

/** Writes a COCO dataset of two generated pictures, one to train on and one to validate on, a papule in each. */
export async function writeTwoPhotoDataset(folder: string): Promise<void> {
  const labels = (file_name: string) => ({
    images: [{ id: 1, file_name, width: 160, height: 120 }],
    categories: [{ id: 1, name: 'papule' }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [70, 50, 20, 20], area: 400, iscrowd: 0 }],
  });
  await writeTree(folder, {
    'train/annotations.json': labels('train.png'),
    'train/train.png': await quadrantsPng(160, 120),
    'valid/annotations.json': labels('valid.png'),
    'valid/valid.png': await quadrantsPng(160, 120, 6),
  });
}
