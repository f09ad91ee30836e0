import test from 'ava';
import {rankSizes} from '../../source/deployment/sizes.ts';
import {scsiSize} from '../azure/fixtures.ts';

const size = (name: string, more = {}) => ({...scsiSize, name, ...more});
const names = (sizes: Array<{name: string}>) => sizes.map(({name}) => name);

test('the first size is the preferred one that can be had', t => {
	const ranked = rankSizes([
		size('Standard_E2s_v5'),
		size('Standard_D2as_v6', {unavailable: 'no quota'}),
		size('Standard_D2s_v3'),
		size('Standard_D2as_v5'),
	]);
	t.deepEqual(names(ranked), ['Standard_D2as_v5', 'Standard_D2s_v3', 'Standard_E2s_v5', 'Standard_D2as_v6']);
});

test('a size that serves us already comes first, so that a rerun keeps it', t => {
	const ranked = rankSizes([size('Standard_D2as_v5'), size('Standard_F8s')], new Set(['Standard_F8s']));
	t.deepEqual(names(ranked), ['Standard_F8s', 'Standard_D2as_v5']);
});

test('among other sizes the smaller comes first, by memory before processors', t => {
	const ranked = rankSizes([size('b', {vCpus: 8}), size('c', {memoryGiB: 16}), size('a')]);
	t.deepEqual(names(ranked), ['a', 'b', 'c']);
});
