using System.Collections.Immutable;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Inbox;

/// <summary>What answers a message: a reply to be sent, or one that was.</summary>
internal abstract record AnswerRequest
{
    private AnswerRequest()
    {
    }

    /// <summary>A reply to be sent. Planning fills it in, so that each plan reads it anew.</summary>
    public sealed record Reply(FhirBody Body) : AnswerRequest
    {
        public Communication Read() => Body.TryParse<Parameters>(out var parameters, out _) && parameters.Parameter is [{ Resource: Communication reply }]
            ? reply
            : throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>A reply that was sent.</summary>
    public sealed record Sent(ResourceKey Key) : AnswerRequest;

    /// <summary>The request, or what is wrong with it.</summary>
    public static (AnswerRequest? Request, ImmutableArray<Issue> Issues) Read(FhirBody body)
    {
        if (!body.TryParse<Parameters>(out var parameters, out var issues))
        {
            return (null, issues);
        }

        return parameters.Parameter switch
        {
            [{ Name: "reply", Resource: Communication, Value: null }] => (new Reply(body), []),
            [{ Name: "reply", Resource: null, Value: ResourceReference reference }]
                when ResourceKey.TryParse(reference.Reference, out var key) && key.Type == "Communication" => (new Sent(key), []),
            _ => (null,
            [
                new Issue(
                    OperationOutcome.IssueType.Invalid,
                    "One parameter is needed, reply: a Communication as resource, or a reference to one as valueReference.",
                    "Parameters.parameter"),
            ]),
        };
    }
}
