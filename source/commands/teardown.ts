import type {Arguments} from '../answers/arguments.ts';
export async function teardown(_: Arguments): Promise<number> {
	throw new Error('being written');
}
