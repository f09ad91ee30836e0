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

test('no command and no link is cut, however narrow the window: a long one goes on in the next line', t => {
	const lock =
		'/subscriptions/5a4d8b0e-1c7f-4e52-9d36-70c1a2f3b411/resourceGroups/wasper-rg/providers/Microsoft.Authorization/locks/freeze';
	const [first] = miserable.filter(({state}) => state === 'failed');
	const long = {
		...first!,
		id: 'azure.locks',
		fix: `Have an owner run: az lock delete --ids ${lock}`,
		link: `https://portal.example${lock}`,
	};
	for (const width of [36, 76, 104]) {
		const text = checkRows([long], new Set(), width, symbols)
			.map(row => textOf(row))
			.filter(line => line.startsWith('    '));
		t.true(
			text.every(line => line.length <= width - 2),
			`width ${width}`,
		);
		const whole = text.map(line => line.trim()).join('');
		t.true(whole.includes(lock), whole);
		t.true(whole.includes(long.link), whole);
	}
});
