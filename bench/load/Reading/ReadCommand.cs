using System.CommandLine;
using Load.Replaying;
using Load.Reporting;
using Load.Targets;

namespace Load.Reading;

/// <summary><c>read</c>: how many reads by id a second, of messages that an earlier run posted?</summary>
internal static class ReadCommand
{
    public static Command Create(TimeProvider clock)
    {
        var record = new Option<FileInfo>("--record") { Description = "Ids to read: the file of 'post --record'.", Required = true };
        var count = new Option<int?>("--count", "-n") { Description = "Reads to send; by default each id once." };
        var target = new TargetArguments(clock);
        var report = new ReportArguments();
        var command = new Command("read", "Read recorded messages by id.") { record, count };
        target.AddTo(command);
        report.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var server = await target.BindAsync(parsed, cancellationToken);
            var path = parsed.GetRequiredValue(record).FullName;
            var recorded = (await RecordFile.ReadAsync(path, cancellationToken)).Where(message => message.Id is not null).ToArray();
            if (recorded.Length == 0)
            {
                throw new CannotRunException($"{path} names no stored message.");
            }

            var getter = new Getter(server);
            var taken = await Measurement.TakeAsync(
                command.Name,
                report.Concurrency(parsed),
                report.ServerPid(parsed),
                () => report.Loop(parsed, clock).RunAsync(
                    parsed.GetValue(count) ?? recorded.Length,
                    (lane, i, stop) => getter.GetAsync(lane, $"Communication/{recorded[i % recorded.Length].Id}", recorded[i % recorded.Length].Chart, stop),
                    cancellationToken),
                clock);
            return await report.PublishAsync(taken, parsed, cancellationToken);
        });
        return command;
    }
}
