const answers = ['--domain', 'wasper.example.com', '--owner-email', 'a@example.com'];
const spinner = '[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]';

/** What the pictures show. A script waits on what it sees, presses keys as an operator would, and says when to take one. */
export const scenes = [
	{
		name: 'wizard',
		parameters: ['--sandbox', ...answers],
		async script(screen, take) {
			for (let question = 1; ; question++) {
				const text = await screen.until(/Enter (choose|next|confirm)/, 30);
				await take(String(question).padStart(2, '0'));
				if (/Enter confirm/.test(text)) {
					await screen.until(/to create/, 60);
					for (const page of ['plan', 'checks']) {
						await screen.press('tab');
						await take(page);
					}

					return;
				}

				await screen.press('enter');
				await screen.until(now => now !== text);
			}
		},
	},
	{
		name: 'run',
		parameters: ['--sandbox', '--yes', ...answers],
		async script(screen, take) {
			await screen.until(new RegExp(`${spinner} Virtual network`), 60);
			await take('start');
			await screen.until(new RegExp(`${spinner} Pull the images`), 120);
			await take('checklist');
			await screen.exited;
			await take('summary');
		},
	},
	{
		name: 'plan',
		parameters: ['plan', '--sandbox', '--yes', ...answers],
		async script(screen, take) {
			await screen.exited;
			await take('new');
		},
	},
	{
		name: 'stop',
		parameters: ['--sandbox', '--yes', ...answers],
		async script(screen, take) {
			await screen.until(new RegExp(`${spinner} Virtual network`), 60);
			await screen.press('ctrlC');
			await screen.until(/Stop this run\?/);
			await take('question');
		},
	},
];
