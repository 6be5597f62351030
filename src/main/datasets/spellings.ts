/**
 * The ways in which a file may be named that a label file calls `name`. Labels and pictures come from different
 * systems: some write an accent as a letter of its own (NFD), others in one with its letter (NFC), and Windows parts
 * folders by a backslash.
 */
export const spellings = (name: string): readonly string[] => [
  ...new Set(
    [name, name.replaceAll('\\', '/')].flatMap((way) => [way, way.normalize('NFC'), way.normalize('NFD')]),
  ),
];
