import test from 'ava';
import {checkRows, planRows, type PageRow} from '../../source/wizard/review-rows.ts';
import {chooseTheme} from '../../source/wizard/theme.ts';
import {drifted, miserable} from './fixtures/previews.ts';

const {symbols} = chooseTheme({LANG: 'C.UTF-8'}, 'linux');
const textOf = ({pieces}: PageRow) => pieces.map(({text}) => text).join('');

test('the name of a check that --override takes is never cut, however narrow the window', t => {
	for (let width = 30; width <= 160; width += 10) {
		const rows = checkRows(miserable, new Set(), width, symbols);
		t.true(
			rows.some(row =>
				textOf(row)
					.slice(0, width - 2)
					.includes('azure.quota.family'),
			),
			`width ${width}`,
		);
	}
});

test('every row of the pages has a key of its own', t => {
	for (const rows of [checkRows(miserable, new Set(), 40, symbols), planRows(drifted, 40)]) {
		t.is(new Set(rows.map(({key}) => key)).size, rows.length);
	}
});
