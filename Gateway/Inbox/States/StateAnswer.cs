using Gateway.Routing;
using Hl7.Fhir.Model;

namespace Gateway.Inbox.States;

/// <summary>Writes the state of a message as the parameters that $status answers.</summary>
internal static class StateAnswer
{
    public static Parameters Of(StateOfMessage state, RoutingRules rules, string language)
    {
        var answer = new Parameters();
        answer.Add("state", new Code(StateTexts.CodeOf(state.State)));
        answer.Add("text", new FhirString(StateTexts.SentenceOf(state, rules, language)));
        AddTime("received", state.Received);
        AddTime("delivered", state.Delivered);
        AddTime("opened", state.Opened);
        if (state is { Opened: not null, Pool: { } by })
        {
            answer.Add("openedBy", new FhirString(StateTexts.NameOf(by, rules, language)));
        }

        AddTime("answered", state.Answered);
        foreach (var reply in state.Replies)
        {
            answer.Add("reply", new ResourceReference(reply));
        }

        if (state.Pool is { } pool)
        {
            answer.Add("with", new FhirString(StateTexts.NameOf(pool, rules, language)));
        }

        AddTime("expectedBy", state.ExpectedBy);
        if (state.Together > 1)
        {
            answer.Add("together", new PositiveInt(state.Together));
        }

        return answer;

        void AddTime(string name, DateTimeOffset? at)
        {
            if (at is { } known)
            {
                answer.Add(name, new Instant(known));
            }
        }
    }
}
