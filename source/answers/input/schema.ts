import * as z from 'zod';
import {questionKeys, questions, type QuestionKey} from '../questions.ts';

function valueOf(key: QuestionKey): z.ZodType {
	const {kind, choices, help, fallback} = questions[key];
	const shape =
		choices && choices.length > 0 ? z.enum(choices) : kind === 'number' ? z.union([z.number().positive(), z.string()]) : z.string();
	return shape.optional().describe(fallback === undefined ? help : `${help}. Default: ${fallback}.`);
}

/** An answers file: every question's key, none required. */
export const answersFile = z
	.strictObject({
		$schema: z.string().optional().describe('For editors; not read.'),
		...Object.fromEntries(questionKeys.map(key => [key, valueOf(key)])),
	})
	.describe(
		'Answers for create-wasper-azure. Flags and environment variables take precedence. Keep the file private: it may hold secrets.',
	);

/** JSON schema of an answers file, for the build to publish. */
export function answersJsonSchema(): Record<string, unknown> {
	return {title: 'create-wasper-azure answers', ...z.toJSONSchema(answersFile, {io: 'input'})};
}
