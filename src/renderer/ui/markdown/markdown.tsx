import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import styles from './markdown.module.css';

interface MarkdownProps {
  readonly text: string;
  /** Addresses of pictures by the names that the text gives them. */
  readonly pictures: Readonly<Record<string, string>>;
}

/**
 * A text in Markdown, such as a model's card, which may come from elsewhere: HTML in it is shown as it is written, links
 * lead nowhere, and there are no pictures but those given.
 */
export function Markdown({ text, pictures }: MarkdownProps) {
  return (
    <div className={styles['text']}>
      <Parts tokens={Lexer.lex(text)} pictures={pictures} />
    </div>
  );
}

interface PartsProps extends Pick<MarkdownProps, 'pictures'> {
  readonly tokens: readonly Token[];
}

function Parts({ tokens, pictures }: PartsProps) {
  return tokens.map((token, index) => <Part key={index} token={token as MarkedToken} pictures={pictures} />);
}

function Part({ token, pictures }: { readonly token: MarkedToken } & Pick<MarkdownProps, 'pictures'>) {
  const inside = (tokens: readonly Token[]) => <Parts tokens={tokens} pictures={pictures} />;
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading': {
      // The dialog that holds a card has a heading of its own.
      const Heading = token.depth < 3 ? 'h3' : 'h4';
      return <Heading>{inside(token.tokens)}</Heading>;
    }
    case 'paragraph': {
      const [first, ...others] = token.tokens;
      if (first?.type !== 'image' || others.length > 0) return <p>{inside(token.tokens)}</p>;
      return <Picture picture={first as Tokens.Image} pictures={pictures} />;
    }
    case 'list': {
      const List = token.ordered ? 'ol' : 'ul';
      return (
        <List>
          {token.items.map((item, index) => (
            <li key={index}>{inside(item.tokens)}</li>
          ))}
        </List>
      );
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {token.header.map((cell, index) => (
                <th key={index} scope="col">
                  {inside(cell.tokens)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {token.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>{inside(cell.tokens)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'strong':
    case 'em':
    case 'del':
    case 'blockquote': {
      const Element = token.type;
      return <Element>{inside(token.tokens)}</Element>;
    }
    case 'codespan':
      return <code>{token.text}</code>;
    case 'code':
      return <pre>{token.text}</pre>;
    case 'br':
      return <br />;
    case 'hr':
      return <hr />;
    case 'link':
      return inside(token.tokens);
    case 'html':
      return token.block ? <p>{token.raw}</p> : token.raw;
    case 'escape':
      return token.text;
    case 'text':
      return token.tokens ? inside(token.tokens) : token.text;
    default:
      return token.raw;
  }
}

interface PictureProps extends Pick<MarkdownProps, 'pictures'> {
  readonly picture: Tokens.Image;
}

function Picture({ picture: { href, text }, pictures }: PictureProps) {
  const address = Object.hasOwn(pictures, href) ? pictures[href] : undefined;
  return (
    <figure>
      {address && <img src={address} alt="" />}
      <figcaption>{text}</figcaption>
    </figure>
  );
}
