using Gateway.Connections;
using Gateway.Delivery.Dialects;
using Gateway.Mllp;
using Gateway.Storage;

namespace Gateway.Delivery;

/// <summary>What the fault of a message that is tried again means, in plain words. Pure.</summary>
internal static class RetryReasons
{
    private static readonly string[] _notLetIn = [EhrFault.SignIn, "401", "403", "404", "405"];

    public static RetryReason Of(OutboxEntry row) => (FaultReasons.WithoutStep(row.Fault ?? ""), FaultReasons.EhrCodeOf(row.Fault)) switch
    {
        (EhrFault.CircuitOpen, _) => RetryReason.HeldBack,
        (not Claim.InHand, _) when row is { GivenUpAt: not null, Attempts: 1 } => RetryReason.Replayed,
        (EhrFault.Unreachable, _) => RetryReason.Unreachable,
        (EhrFault.Tls, _) => RetryReason.Insecure,
        (EhrFault.Timeout or SendResult.Interrupted or Claim.InHand, _) => RetryReason.Unanswered,
        (var fault, _) when _notLetIn.Contains(fault) => RetryReason.NotLetIn,
        ("429", _) or (_, "59429") => RetryReason.TooMany,
        (EhrFault.TooLarge or AckPolicy.OfAnother or MllpFault.Malformed, _) => RetryReason.NotUnderstood,
        (FaultReasons.ConnectorError, _) => RetryReason.Defect,
        _ => RetryReason.Failing,
    };

    public static string NameOf(RetryReason reason) => reason switch
    {
        RetryReason.Replayed => "replayed",
        RetryReason.HeldBack => "held-back",
        RetryReason.Unreachable => "unreachable",
        RetryReason.Insecure => "insecure",
        RetryReason.Unanswered => "unanswered",
        RetryReason.NotLetIn => "not-let-in",
        RetryReason.TooMany => "too-many",
        RetryReason.NotUnderstood => "not-understood",
        RetryReason.Defect => "defect",
        RetryReason.Failing => "failing",
    };

    public static string SentenceOf(RetryReason reason) => reason switch
    {
        RetryReason.Replayed => "It was a dead letter, and was not tried since it was replayed.",
        RetryReason.HeldBack => "The EHR was not asked, because nearly all requests to it failed. No attempt was spent on it.",
        RetryReason.Unreachable => "The EHR could not be reached. See to its address and the network.",
        RetryReason.Insecure => "There was no secure connection to the EHR: mostly a certificate that is not trusted, is for another name, or has ended.",
        RetryReason.Unanswered => "Nobody saw what became of the last send. It is looked for in the EHR before it is sent again.",
        RetryReason.NotLetIn => "The EHR did not let the gateway in, or has not the place that was asked for. See to the connection's sign-in, rights and address.",
        RetryReason.TooMany => "The EHR asked for fewer requests.",
        RetryReason.NotUnderstood => "The EHR's answer said nothing that the gateway understands. It is looked for in the EHR before it is sent again.",
        RetryReason.Defect => "The gateway failed. Report it with the code.",
        RetryReason.Failing => "The EHR failed. See its code.",
    };
}
