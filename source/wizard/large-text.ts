import letters from '../../assets/large-letters.json' with {type: 'json'};

const known: Partial<Record<string, string>> = letters;

/** `text` in letters of five lines, each dot two columns of `dot`; undefined when one of them has no large form. */
export function largeText(text: string, dot: string): string[] | undefined {
	const shapes = [...text.toUpperCase()].map(letter => known[letter]?.split(' '));
	if (shapes.length === 0 || shapes.some(shape => shape === undefined)) {
		return undefined;
	}

	return [0, 1, 2, 3, 4].map(line =>
		shapes.map(shape => [...(shape?.[line] ?? '')].map(bit => (bit === '1' ? dot.repeat(2) : '  ')).join('')).join('  '),
	);
}
