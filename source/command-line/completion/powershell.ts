import {program, type CompletedVerb} from './model.ts';

/** For PowerShell 5.1 or newer; files are completed by PowerShell itself where nothing is offered. */
export function powershellScript(verbs: readonly CompletedVerb[]): string {
	const list = (words: readonly string[]) => `@(${words.map(word => quote(word)).join(', ')})`;
	const values = new Map(
		verbs.flatMap(({flags}) => flags.filter(({words}) => words.length > 0).map(({name, words}) => [name, words] as const)),
	);
	return `# Completion of ${program} for PowerShell.
Register-ArgumentCompleter -Native -CommandName '${program}' -ScriptBlock {
	param($wordToComplete, $commandAst, $cursorPosition)
	$verbs = [ordered]@{
${verbs.map(({name, summary}) => `		${quote(name)} = ${quote(summary)}`).join('\n')}
	}
	$flags = @{
${verbs.map(({name, flags}) => `		${quote(name)} = ${list(flags.map(flag => `--${flag.name}`))}`).join('\n')}
	}
	$arguments = @{
${verbs.flatMap(({name, positional}) => (positional && positional.words.length > 0 ? [`		${quote(name)} = ${list(positional.words)}`] : [])).join('\n')}
	}
	$values = @{
${[...values].map(([name, words]) => `		${quote(`--${name}`)} = ${list(words)}`).join('\n')}
	}
	$words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
	$before = @($words | Where-Object { $_ -ne $wordToComplete })
	$verb = @($before | Where-Object { $verbs.Contains($_) })[0]
	$offered = if ($before.Count -gt 0 -and $values.ContainsKey($before[-1])) { $values[$before[-1]] }
	elseif ($wordToComplete.StartsWith('-')) { $flags[$(if ($verb) { $verb } else { ${quote(verbs[0]?.name ?? '')} })] }
	elseif ($verb) { $arguments[$verb] }
	else { $verbs.Keys }
	$offered | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
		$help = if ($verbs.Contains($_)) { $verbs[$_] } else { $_ }
		[System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $help)
	}
}
`;
}

function quote(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
