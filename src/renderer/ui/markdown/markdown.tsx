import { Fragment } from 'react';
import { parseMarkdown, type Block, type Inline } from './parse-markdown';
import styles from './markdown.module.css';

interface MarkdownProps {
  readonly text: string;
  /** Addresses of pictures by the names that the text gives them. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** A text in the subset of Markdown that model cards are written in. */
export function Markdown({ text, pictures }: MarkdownProps) {
  return (
    <div className={styles['text']}>
      {parseMarkdown(text).map((block, index) => (
        <Part key={index} block={block} pictures={pictures} />
      ))}
    </div>
  );
}

function Part({ block, pictures }: { readonly block: Block } & Pick<MarkdownProps, 'pictures'>) {
  switch (block.kind) {
    case 'heading': {
      // The dialog that holds a card has a heading of its own.
      const Heading = ({ 1: 'h3', 2: 'h3', 3: 'h4' } as const)[block.level];
      return <Heading>{words(block.text)}</Heading>;
    }
    case 'paragraph':
      return <p>{words(block.text)}</p>;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, index) => (
            <li key={index}>{words(item)}</li>
          ))}
        </List>
      );
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell, index) => (
                <th key={index} scope="col">
                  {words(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>{words(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'picture': {
      const address = pictures[block.name];
      return (
        <figure>
          {address && <img src={address} alt="" />}
          <figcaption>{block.words}</figcaption>
        </figure>
      );
    }
  }
}

const words = (parts: readonly Inline[]) =>
  parts.map(({ kind, text }, index) => {
    if (kind === 'strong') return <strong key={index}>{text}</strong>;
    return kind === 'code' ? <code key={index}>{text}</code> : <Fragment key={index}>{text}</Fragment>;
  });
