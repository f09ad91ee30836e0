import test from 'ava';
import {pick} from '../../source/wizard/accessible/choose.ts';
import {regionItems, sizeItems} from '../../source/wizard/items.ts';
import {fittingKeys, layOut, windowStart} from '../../source/wizard/layout.ts';
import {editText, type Edit} from '../../source/wizard/parts/edit-text.ts';
import {columnWidths, filterItems, linesOf, noteOf} from '../../source/wizard/parts/rows.ts';
import {regions, sizes, worldDouble} from '../answers/source-double.ts';

test('a frame is always lower than the window and as wide as it at most', t => {
	for (let columns = 20; columns <= 240; columns += 7) {
		for (let rows = 4; rows <= 80; rows++) {
			const layout = layOut(columns, rows);
			t.true(layout.height < rows);
			t.true(layout.columns <= columns);
			t.true(layout.width + layout.sidebar + 2 * layout.padding <= columns);
			t.true(layout.bodyRows >= 1);
		}
	}
});

test('the window over a list always holds the row under the cursor', t => {
	for (let count = 1; count < 30; count++) {
		for (let rows = 1; rows < 12; rows++) {
			for (let selected = 0; selected < count; selected++) {
				const start = windowStart(count, selected, rows);
				t.true(start >= 0 && start <= selected && selected < start + rows);
			}
		}
	}
});

test('keys that do not fit are left out whole', t => {
	const keys = [
		['Enter', 'next'],
		['Esc', 'back'],
		['Ctrl+C', 'quit'],
	] as const;
	t.deepEqual(fittingKeys(keys, 40), [...keys]);
	t.deepEqual(fittingKeys(keys, 24), keys.slice(0, 2));
});

const items = regionItems(regions, 'eastus', {machineHour: {eastus: 0.0908}});

test('regions are grouped, the nearest geography first', t => {
	t.deepEqual([...new Set(items.map(({group}) => group))], ['US', 'Asia Pacific', 'Europe', 'South America', 'UK']);
	t.is(linesOf(items).filter(line => line.kind === 'heading').length, 5);
});

test('a region says what the machine costs there, and nothing where it is not sold', t => {
	t.is(items.find(({value}) => value === 'eastus')?.right, '66.28');
	t.is(items.find(({value}) => value === 'westeurope')?.right, undefined);
});

for (const [typed, found] of [
	['eur', ['germanywestcentral', 'northeurope', 'swedencentral', 'westeurope']],
	['west eu', ['germanywestcentral', 'westeurope']],
	['EASTUS2', ['eastus2']],
	['uks', ['uksouth']],
	['zzz', []],
] as const) {
	test(`typing “${typed}” leaves ${found.length} regions`, t => {
		t.deepEqual(
			filterItems(items, typed).map(({value}) => value),
			[...found],
		);
	});
}

test('sizes show what can be had first, with the reference marked and no price for an unknown one', async t => {
	const rows = sizeItems(sizes, await worldDouble().prices('eastus', [], 'USD'));
	t.deepEqual(
		rows.map(({unavailable}) => unavailable !== undefined),
		[false, false, false, false, false, true, true],
	);
	t.like(rows[0], {value: 'Standard_D2as_v5', right: '62.78', mark: 'best fit'});
	t.is(rows.find(({value}) => value === 'Standard_D2s_v3')?.mark, 'reference');
	t.is(rows.at(-1)?.right, 'unknown');
	const [counted] = sizeItems([{...sizes[1]!, quota: {used: 4, limit: 10}}], await worldDouble().prices('eastus', [], 'USD'));
	t.is(counted?.about, 'vCPU quota: 4 of 10 used');
});

test('a size is found by its letters in order', async t => {
	const rows = sizeItems(sizes, await worldDouble().prices('eastus', [], 'USD'));
	t.deepEqual(
		filterItems(rows, 'd4v5').map(({value}) => value),
		['Standard_D4as_v5'],
	);
});

test('a row never grows beyond its width; remarks go first, then details, the price never', async t => {
	const rows = sizeItems(sizes, await worldDouble().prices('eastus', [], 'USD'));
	for (let width = 20; width <= 120; width++) {
		const {label, detail, mark, right} = columnWidths(rows, width);
		t.true(2 + label + (detail && detail + 2) + (mark && mark + 2) + right + 2 <= width, `width ${width}`);
		t.is(right, 7);
		t.true(mark === 0 || detail > 0);
	}
});

const line = (text: string): Edit => ({characters: [...text], cursor: [...text].length});
const written = ({characters, cursor}: Edit) => `${characters.slice(0, cursor).join('')}|${characters.slice(cursor).join('')}`;

for (const [name, before, input, key, after] of [
	['a letter', line('ab'), 'c', {}, 'abc|'],
	['a chunk', line('ab'), 'cde', {}, 'abcde|'],
	['backspace', line('abc'), '', {backspace: true}, 'ab|'],
	['backspace on a character of two code units', line('a😀'), '', {backspace: true}, 'a|'],
	['delete at the end', line('abc'), '', {delete: true}, 'abc|'],
	['left', line('abc'), '', {leftArrow: true}, 'ab|c'],
	['home', line('abc'), '', {home: true}, '|abc'],
	['Ctrl+A', line('abc'), 'a', {ctrl: true}, '|abc'],
	['Ctrl+U', line('abc'), 'u', {ctrl: true}, '|'],
	['Ctrl+W', line('wasper.example.com'), 'w', {ctrl: true}, 'wasper.example.|'],
	['Tab', line('abc'), '\t', {tab: true}, 'abc|'],
	['Esc', line('abc'), '', {escape: true}, 'abc|'],
	['a control character', line('abc'), '\u0007', {}, 'abc|'],
] as const) {
	test(`${name} edits a line as everywhere`, t => {
		t.is(written(editText(before, input, key)), after);
	});
}

test('a typed line picks by number, by name, or narrows the list', t => {
	t.like(pick('2', items), {kind: 'item', item: {value: items[1]!.value}});
	t.like(pick('westeurope', items), {kind: 'item', item: {value: 'westeurope'}});
	t.like(pick('japan', items), {kind: 'item', item: {value: 'japaneast'}});
	t.is(pick('eur', items).kind, 'narrow');
	t.is(pick('99', items).kind, 'none');
	t.is(pick('zzz', items).kind, 'none');
});

test('a detail is shown whole in its row, or beneath the list for the row under the cursor: never in pieces', t => {
	const rows = [
		{value: 'a', label: 'Azure CLI', detail: 'the session of “az login”', about: 'Opens nothing.'},
		{value: 'b', label: 'Browser', detail: 'opens a page on this computer'},
	];
	for (let width = 20; width <= 80; width++) {
		const widths = columnWidths(rows, width);
		t.true(widths.detail === 0 || widths.detail === 'opens a page on this computer'.length, `width ${width}`);
		t.is(noteOf(rows[1]!, widths), widths.detail === 0 ? 'opens a page on this computer' : '');
	}

	t.is(
		noteOf(rows[1]!, {label: 4, detail: 0, mark: 0}),
		'Browser, opens a page on this computer',
		'a name that is cut stands whole beneath',
	);
	t.is(noteOf(rows[0]!, {label: 9, detail: 0, mark: 0}), 'the session of “az login”. Opens nothing.');
});

test('a heading that is wider than the window takes several lines', t => {
	const lines = linesOf([{value: 'a', label: 'Repair', group: 'wasper.example.com in wasper-rg, eastus, D2as_v6, running'}], 38);
	t.deepEqual(
		lines.map(line => (line.kind === 'heading' ? line.text : line.item.label)),
		['wasper.example.com in wasper-rg,', 'eastus, D2as_v6, running', 'Repair'],
	);
});
