import test from 'ava';
import {choiceRows} from '../../source/wizard/prompts.ts';
import {sizeItems} from '../../source/wizard/items.ts';
import {sizes, worldDouble} from '../answers/source-double.ts';

test('the rows of a prompt stand in columns with their prices, and none is wider than the window', async t => {
	const items = sizeItems(sizes, await worldDouble().prices('eastus', [], 'USD'));
	for (const width of [39, 79, 119]) {
		const rows = choiceRows(items, width, '…');
		t.deepEqual(
			rows.filter(({name}) => name.length + 2 > width),
			[],
		);
		const [first, second] = rows.map(({name}) => name);
		t.is(first?.indexOf('62.78'), second?.indexOf('70.08'));
	}
});

test("what doesn't fit a row of a prompt is shown for the row under the cursor", t => {
	const items = [{value: 'a', label: 'Azure CLI', detail: 'the session of “az login”'}];
	t.deepEqual(choiceRows(items, 79, '…'), [{value: 'a', name: 'Azure CLI  the session of “az login”', short: 'Azure CLI'}]);
	t.deepEqual(choiceRows(items, 30, '…'), [{value: 'a', name: 'Azure CLI', short: 'Azure CLI', description: 'the session of “az login”'}]);
});

test('a row that can not be chosen says why where it fits, and else that it can not', t => {
	const items = [{value: 'a', label: 'Old', unavailable: 'It is disabled.'}];
	t.is(choiceRows(items, 40, '…')[0]?.disabled, 'It is disabled.');
	t.is(choiceRows(items, 20, '…')[0]?.disabled, '(unavailable)');
});
