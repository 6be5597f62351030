/**
 * Release notes as a system's dialog can show them: it knows no Markdown. Headings, stress, code and links lose their
 * signs, list items get dots.
 */
export const plainNotes = (markdown: string): string =>
  markdown
    .replaceAll(/^#+[ \t]*/gm, '')
    .replaceAll(/^[ \t]*[-*+][ \t]+/gm, '• ')
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*|__([^_]+)__|`([^`]+)`/g, '$1$2$3')
    .trim();
