using Gateway.Connections;
using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.Replies;

/// <summary>Looks into the EHR from time to time, as long as the process runs; of several gateways one at a time.</summary>
internal sealed class ReplySweep(ReplyRound round, IOptions<EhrOptions> options, TimeProvider clock, ILogger<ReplySweep> logger) : BackgroundService
{
    // Whose turn it is, is asked more often than the EHR: so one gateway follows another that has gone without much delay.
    private const int AsksInPeriod = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReadsReplies)
        {
            return Rounds.RepeatAsync(options.Value.Replies.Period / AsksInPeriod, clock, round.LookAsync, logger.SweepFailed, stoppingToken);
        }

        logger.RepliesNotRead();
        return Task.CompletedTask;
    }
}
