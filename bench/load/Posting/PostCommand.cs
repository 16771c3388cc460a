using System.CommandLine;
using Load.Replaying;
using Load.Reporting;
using Load.Targets;

namespace Load.Posting;

/// <summary><c>post</c>: how many Communications a second does a server take, and what does it say to each?</summary>
internal static class PostCommand
{
    public static Command Create(TimeProvider clock)
    {
        var target = new TargetArguments(clock);
        var posts = new PostArguments();
        var report = new ReportArguments();
        var replay = new ReplayArguments();
        var command = new Command("post", "Post Communications and count the outcomes.");
        target.AddTo(command);
        posts.AddTo(command);
        report.AddTo(command);
        replay.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var server = await target.BindAsync(parsed, cancellationToken);
            var messages = await posts.MessagesAsync(parsed, server.Charts, clock, cancellationToken);
            var poster = new Poster(server, posts.Idempotent(parsed));
            var loop = report.Loop(parsed, clock);
            var warmup = posts.WarmUp(parsed, server.Charts, clock);
            await loop.RunAsync(warmup.Length, (lane, i, stop) => poster.PostAsync(lane, warmup[i], stop), cancellationToken);

            var told = new MessageRecord[messages.Length];
            var taken = await Measurement.TakeAsync(
                command.Name,
                report.Concurrency(parsed),
                report.ServerPid(parsed),
                () => loop.RunAsync(
                    messages.Length,
                    async (lane, i, stop) => told[i] = await poster.PostAsync(lane, messages[i], stop),
                    cancellationToken),
                clock);
            var exitCode = await report.PublishAsync(taken, parsed, cancellationToken);
            if (posts.RecordPath(parsed) is { } path)
            {
                await RecordFile.WriteAsync(path, told, cancellationToken);
            }

            return await replay.CheckAsync(parsed, told, clock, cancellationToken) ? exitCode : ExitCode.Failed;
        });
        return command;
    }
}
