using System.Diagnostics;
using System.Text.Json.Nodes;
using Gateway.Connections;
using Gateway.References;

namespace Gateway.Delivery;

/// <summary>
/// Takes a message back in any EHR with FHIR R4: by an update where its capability statement has one, and else by a notice in the chart for
/// whoever can do it there.
/// </summary>
internal sealed class Retractions(EhrClient ehr, TimeProvider clock)
{
    public async Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken)
    {
        var (ehrId, unknown) = retraction.EhrId is { } known ? (known, null) : await FindAsync(retraction.Id, MessageId.System, cancellationToken);
        if (ehrId is null)
        {
            // Surely not there: nothing is to be taken back.
            return unknown ?? new SendResult.Retracted(null);
        }

        return await ehr.ReadAsync($"Communication/{ehrId}", cancellationToken) switch
        {
            EhrAnswer.Found found when RetractedForm.Read(found.Content) is { } filed => RetractedForm.IsRetracted(filed)
                ? new SendResult.Retracted(ehrId)
                : await RetractAsync(retraction, ehrId, filed, cancellationToken),
            EhrAnswer.Found => new SendResult.Failed("retract-unreadable"),
            EhrAnswer.Gone => new SendResult.Retracted(ehrId),
            EhrAnswer.NotFound => new SendResult.Failed("retract-404"),
            EhrAnswer.Refused refused => new SendResult.Failed($"retract-{refused.Code}"),
            EhrAnswer.Unavailable unavailable => new SendResult.Failed(unavailable.Fault, unavailable.RetryAfter),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<SendResult> RetractAsync(OutboundRetraction retraction, string ehrId, JsonObject filed, CancellationToken cancellationToken) =>
        await ehr.ReadAsync("metadata", cancellationToken) switch
        {
            EhrAnswer.Found statement when RetractedForm.TakesUpdates(statement.Content) =>
                await UpdateAsync(retraction, ehrId, filed, cancellationToken),
            EhrAnswer.Unavailable unavailable => new SendResult.Failed(unavailable.Fault, unavailable.RetryAfter),
            _ => await NotifyAsync(retraction, ehrId, cancellationToken),
        };

    private async Task<SendResult> UpdateAsync(OutboundRetraction retraction, string ehrId, JsonObject filed, CancellationToken cancellationToken)
    {
        var content = RetractedForm.Of(filed, retraction.Content);
        return await ehr.UpdateAsync($"Communication/{ehrId}", RetractedForm.VersionOf(filed), content, cancellationToken) switch
        {
            EhrAnswer.Found => new SendResult.Retracted(ehrId),
            EhrAnswer.Gone => new SendResult.Retracted(ehrId),
            // What it says that it can do, it does not do for us.
            EhrAnswer.Refused { Status: 403 or 405 } => await NotifyAsync(retraction, ehrId, cancellationToken),
            EhrAnswer.Refused { Status: 409 or 412 } conflict => new SendResult.Failed($"retract-{conflict.Code}"),
            EhrAnswer.Refused refused => new SendResult.Refused($"retract-{refused.Code}"),
            EhrAnswer.NotFound => new SendResult.Failed("retract-404"),
            EhrAnswer.Unavailable unavailable => new SendResult.Failed(unavailable.Fault, unavailable.RetryAfter),
            _ => throw new UnreachableException(),
        };
    }

    // A create is never repeated blindly, and a notice is one.
    private async Task<SendResult> NotifyAsync(OutboundRetraction retraction, string ehrId, CancellationToken cancellationToken)
    {
        if (retraction.MayHaveArrived)
        {
            switch (await FindAsync(retraction.Id, MessageId.RetractionSystem, cancellationToken))
            {
                case ({ } earlier, _):
                    return new SendResult.ByHand(earlier);
                case (_, { } unknown):
                    return unknown;
            }
        }

        if (retraction.MayStillArrive)
        {
            return new SendResult.Unseen(SendResult.Interrupted);
        }

        return await ehr.CreateAsync("Communication", RetractedForm.NoticeOf(retraction, ehrId, clock.GetUtcNow()), cancellationToken) switch
        {
            EhrCreation.Created { Id: { } id } => new SendResult.ByHand(id),
            EhrCreation.Created => await NoticeFoundAsync(retraction.Id, "notice-not-found", cancellationToken),
            EhrCreation.Conflict conflict => await NoticeFoundAsync(retraction.Id, conflict.Code, cancellationToken),
            EhrCreation.Refused refused => new SendResult.Refused($"notice-{refused.Code}"),
            EhrCreation.Unanswered unanswered => await FindAsync(retraction.Id, MessageId.RetractionSystem, cancellationToken) is ({ } arrived, _)
                ? new SendResult.ByHand(arrived)
                : new SendResult.Unseen(unanswered.Fault),
            EhrCreation.Unavailable unavailable => new SendResult.Failed(unavailable.Fault, unavailable.RetryAfter),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<SendResult> NoticeFoundAsync(MessageId id, string otherwise, CancellationToken cancellationToken) =>
        await FindAsync(id, MessageId.RetractionSystem, cancellationToken) switch
        {
            ({ } noticeId, _) => new SendResult.ByHand(noticeId),
            (_, { } unknown) => unknown,
            _ => new SendResult.Failed(otherwise),
        };

    /// <summary>The EHR's id of what carries the identifier; neither that nor a fault if the EHR surely holds nothing of it.</summary>
    private async Task<(string? EhrId, SendResult? Unknown)> FindAsync(MessageId id, string system, CancellationToken cancellationToken)
    {
        var query = $"Communication?identifier={Uri.EscapeDataString(system)}%7C{Uri.EscapeDataString(id.Value)}";
        return await ehr.ReadAsync(query, cancellationToken) switch
        {
            EhrAnswer.Found found => ReadBack.Of(found.Content, id, system) switch
            {
                ReadBack.Held held => (held.EhrId, null),
                ReadBack.Absent => (null, null),
                ReadBack.Unusable => (null, new SendResult.Failed(FhirConnector.ReadBackIgnored)),
                _ => throw new UnreachableException(),
            },
            EhrAnswer.Unavailable unavailable => (null, new SendResult.Failed(unavailable.Fault, unavailable.RetryAfter)),
            EhrAnswer.Refused refused => (null, new SendResult.Failed($"read-back-{refused.Code}")),
            EhrAnswer.NotFound => (null, new SendResult.Failed("read-back-404")),
            EhrAnswer.Gone => (null, new SendResult.Failed("read-back-410")),
            _ => throw new UnreachableException(),
        };
    }
}
