import test from 'ava';
import letters from '../../assets/large-letters.json' with {type: 'json'};
import {largeText} from '../../source/wizard/large-text.ts';

test('every letter and digit of a code has a large form of its own, five lines of three dots', t => {
	for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
		const lines = largeText(character, '#');
		t.is(lines?.length, 5, character);
		t.true(
			lines?.every(line => line.length === 6),
			character,
		);
	}

	t.is(new Set(Object.values(letters)).size, Object.keys(letters).length, 'no two look the same');
});

test('a code of nine fits beside the margins of 80 columns, and what has no large form gets none', t => {
	t.true((largeText('B7QK2M9XR', '█')?.[0]?.length ?? 99) <= 76);
	t.is(largeText('B7·', '█'), undefined);
});
