/** What is read, and what the rest of the document follows from or merely describes. */
const KNOWN: Readonly<Record<'images' | 'annotations' | 'categories', ReadonlySet<string>>> = {
  images: new Set([
    ...['id', 'file_name', 'width', 'height', 'source', 'ffhq_id'],
    ...['license', 'date_captured', 'coco_url', 'flickr_url'],
  ]),
  annotations: new Set(['id', 'image_id', 'category_id', 'bbox', 'circle', 'area']),
  categories: new Set(['id', 'name', 'supercategory']),
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === 0 || (Array.isArray(value) && value.length === 0);

/** One sentence for each field of a COCO document that holds something and is not kept. */
export function unkeptFields(document: {
  readonly images: readonly unknown[];
  readonly annotations: readonly unknown[];
  readonly categories: readonly unknown[];
}): readonly string[] {
  return (['images', 'annotations', 'categories'] as const).flatMap((part) => {
    const counts = new Map<string, number>();
    for (const entry of document[part]) {
      if (typeof entry !== 'object' || entry === null) continue;
      for (const [field, value] of Object.entries(entry))
        if (!KNOWN[part].has(field) && !isEmpty(value)) counts.set(field, (counts.get(field) ?? 0) + 1);
    }
    return [...counts].map(([field, count]) => `${part}: the field "${field}" of ${count} is not kept`);
  });
}
