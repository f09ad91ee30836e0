import test from 'ava';
import {remainingSeconds, type EstimatedStep} from '../../source/runner/estimate.ts';
import {allSteps} from './stream.ts';

const step = (id: string, typicalSeconds: number, needs: string[] = [], more: Partial<EstimatedStep> = {}): EstimatedStep => ({
	id,
	typicalSeconds,
	needs,
	...more,
});

const table: Array<[title: string, steps: EstimatedStep[], expected: number]> = [
	['no steps', [], 0],
	['one step', [step('a', 10)], 10],
	['side by side, the longest counts', [step('a', 10), step('b', 30)], 30],
	['one after another, they add up', [step('a', 10), step('b', 30, ['a'])], 40],
	['the longest of two ways to the same step', [step('a', 10), step('b', 2), step('c', 5, ['a', 'b'])], 15],
	['what is finished counts no more', [step('a', 10, [], {finished: true}), step('b', 30, ['a'])], 30],
	['what runs counts for the rest', [step('a', 10, [], {elapsed: 4}), step('b', 30, ['a'])], 36],
	['what takes longer than usual does not count backwards', [step('a', 10, [], {elapsed: 400}), step('b', 30, ['a'])], 30],
	['what waits to try again takes that much longer', [step('a', 10, [], {elapsed: 4, pause: 300})], 306],
	['needs outside the list are there already', [step('b', 30, ['elsewhere'])], 30],
];

for (const [title, steps, expected] of table) {
	test(`seconds left: ${title}`, t => {
		t.is(remainingSeconds(steps), expected);
	});
}

test('a whole first-time setup is promised in minutes, not in hours', t => {
	const seconds = remainingSeconds(allSteps);
	t.true(seconds > 120 && seconds < 900, `${seconds} s`);
});
