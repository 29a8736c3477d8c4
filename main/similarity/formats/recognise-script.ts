/** Which language a text is a program in, by its first line or its words. */

const headBytes = 8192;
/** Share of control characters above which bytes are no text. */
const mostControl = 0.01;

const shells = /^(?:ba|da|a|z|k|c|tc|fi)?sh$/;

interface Tongue {
  readonly language: string;
  /** Two of these in the head make it a program of this language. */
  readonly signs: readonly RegExp[];
}

const tongues: readonly Tongue[] = [
  {
    language: 'batch',
    signs: [
      /^\s*@?(?:echo off|setlocal|cls|title\b)/im,
      /^\s*(?:@?rem\b|::)/im,
      /%~(?:dp)?\d|%[A-Za-z_]+%/,
      /^\s*(?:if (?:not )?exist|goto|start \/|set \w+=)/im,
    ],
  },
  {
    language: 'powershell',
    signs: [
      /\b(?:Get|Set|New|Invoke|Start|Stop|Add|Remove|Write|Out|Test|Import|ConvertTo)-[A-Z][A-Za-z]+/,
      /^\s*\$[\w:]+\s*=/m,
      /\bparam\s*\(|\[CmdletBinding/i,
      /-ExecutionPolicy|-EncodedCommand|\bIEX\b|DownloadString|\$env:/i,
    ],
  },
  {
    language: 'vbscript',
    signs: [/\bCreateObject\s*\(\s*"/i, /^\s*Dim \w/im, /^\s*Set \w+ ?=/im, /^\s*End (?:Sub|If|Function)/im],
  },
  {
    language: 'python',
    signs: [
      /^(?:import [\w.]+(?:, ?[\w.]+)*|from [\w.]+ import .+?)\r?$/m,
      /^\s*(?:async )?def \w+\(/m,
      /^if __name__ ==/m,
      /^\s*(?:elif .+|except.*|try|else):\s*$/m,
    ],
  },
  {
    language: 'shell',
    signs: [
      /^\s*(?:fi|done|esac)\s*$/m,
      /^\s*(?:export )?[A-Z_]+=\S/m,
      /^\s*(?:if \[|for \w+ in |while (?:true|\[))/m,
      /\b(?:curl|wget) [^\n]{0,300}\|\s*(?:ba)?sh\b/,
      /^\s*(?:chmod \+x|chmod 7|nohup|pkill|crontab)\b/m,
    ],
  },
  {
    language: 'javascript',
    signs: [
      /\brequire\s*\(\s*['"]|^(?:import|export)\b[^\n]{0,300}['"]/m,
      /(?:^|[;{}\s])(?:const|let|var)\s+[\w$[{][^\n=]{0,200}=/,
      /\bfunction\b\s*[\w$]*\s*\(/,
      /=>/,
      /['"]use strict['"]/,
    ],
  },
];

/** The language of a script whose first bytes these are; null for other texts and for bytes that are no text. */
export function recogniseScript(head: Uint8Array): string | null {
  const text = decodeText(head.subarray(0, headBytes));
  if (text === null) return null;
  const interpreter = /^#!\s*(\S+)(?:[ \t]+(?:-S[ \t]+)?([^\s-]\S*))?/.exec(text);
  if (interpreter !== null) return nameInterpreter(interpreter[1], interpreter[2]);
  return tongues.find(({ signs }) => signs.filter((sign) => sign.test(text)).length >= 2)?.language ?? null;
}

function nameInterpreter(path: string, argument: string | undefined): string {
  const program = path.split('/').pop() ?? '';
  const name = program === 'env' && argument !== undefined ? (argument.split('/').pop() ?? '') : program;
  if (shells.test(name)) return 'shell';
  const bare = name.replace(/[\d.]+$/, '').toLowerCase();
  return (
    { node: 'javascript', nodejs: 'javascript', deno: 'javascript', bun: 'javascript', pwsh: 'powershell' }[bare] ??
    bare
  );
}

/** UTF-8, one character per byte (words of programs are ASCII), or UTF-16 with or without its mark; null if no text. */
function decodeText(bytes: Uint8Array): string | null {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes.length > 3 && bytes[1] === 0 && bytes[3] === 0);
  let text = '';
  let control = 0;
  for (let i = markLength(bytes); i < bytes.length; i += isWide ? 2 : 1) {
    const code = isWide ? bytes[i] | ((bytes[i + 1] ?? 0) << 8) : bytes[i];
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 27) control++;
    text += String.fromCharCode(code);
  }
  return text === '' || control > text.length * mostControl ? null : text;
}

/** Length of the mark of a Unicode encoding. */
function markLength(bytes: Uint8Array): number {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 2;
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
