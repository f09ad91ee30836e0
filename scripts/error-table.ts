// Writes test/errors/messages.md: what the built command shows for each thing that another side may say.
import {writeTable} from '../test/errors/table.ts';

await writeTable(new URL('../test/errors/messages.md', import.meta.url));
