using System.CommandLine;

namespace Load.Replaying;

/// <summary><c>replay-check</c>: is everything that was accepted in the EHR, once, and nothing that was held?</summary>
internal static class ReplayCheckCommand
{
    public static Command Create(TimeProvider clock)
    {
        var record = new Option<FileInfo>("--record") { Description = "What clients were told: the file of 'post --record'.", Required = true };
        var replay = new ReplayArguments();
        var command = new Command("replay-check", "Compare what clients were told with what is in the EHR.") { record };
        replay.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!replay.NamesAnEhr(parsed))
            {
                throw new CannotRunException("Name the EHR: --verify-ehr or --ehr-fhir.");
            }

            var told = await RecordFile.ReadAsync(parsed.GetRequiredValue(record).FullName, cancellationToken);
            return await replay.CheckAsync(parsed, told, clock, cancellationToken) ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
