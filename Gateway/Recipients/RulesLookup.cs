using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Engagement;
using Gateway.Messages;
using Gateway.Policies.Versions;
using Hl7.Fhir.Model;

namespace Gateway.Recipients;

/// <summary>The story of a question for the rules: may the caller write into this chart, what is to be known before, and what is still to be signed?</summary>
internal sealed class RulesLookup(RecipientLookup lookup, AgreementReader agreements, PolicyInForce policies)
{
    public async ValueTask<RecipientsAnswer> AnswerAsync(RecipientsQuestion question, CancellationToken cancellationToken)
    {
        var policy = (await policies.CurrentAsync(cancellationToken)).Organisation;
        var (objection, facts) = await lookup.JudgeAsync(question, policy.Proxies, cancellationToken);
        if (objection is not null)
        {
            return objection;
        }

        var rules = policy.Engagement;
        var answer = new Parameters();
        if (!rules.Notice.IsEmpty)
        {
            var language = EngagementPolicy.LanguageIn(rules.Notice, question.Languages);
            answer.Add("notice", new FhirString(rules.Notice[language]));
            answer.Add("language", new Code(language));
        }

        if (rules.MostCharacters is { } most)
        {
            answer.Add("mostCharacters", new Integer(most));
        }

        if (rules.Agreement is { } agreement)
        {
            var standing = await agreements.StandingAsync(facts, AgreementKinds.Messaging, agreement, cancellationToken);
            answer.Parameter.Add(PartOf("agreement", agreement, standing, question.Languages));
        }

        if (policy.Evisits is { Offered: true, Consent.Agreement: { } billing } evisits)
        {
            var standing = await agreements.StandingAsync(facts, AgreementKinds.EvisitBilling, billing, cancellationToken);
            var part = PartOf("billing", billing, standing, question.Languages);
            part.Part.Insert(0, new Parameters.ParameterComponent
            {
                Name = "notice",
                Value = new FhirString(evisits.Notice[EngagementPolicy.LanguageIn(evisits.Notice, question.Languages)]),
            });
            answer.Parameter.Add(part);
        }

        return new RecipientsAnswer.Rules(answer);
    }

    private static Parameters.ParameterComponent PartOf(string name, AgreementRules agreement, AgreementStanding standing, ImmutableArray<string> languages)
    {
        var text = agreement.Texts[EngagementPolicy.LanguageIn(agreement.Texts, languages)];
        return new Parameters.ParameterComponent
        {
            Name = name,
            Part =
            [
                new Parameters.ParameterComponent { Name = "standing", Value = new Code(JsonNamingPolicy.KebabCaseLower.ConvertName(standing.ToString())) },
                new Parameters.ParameterComponent { Name = "version", Value = new FhirString(agreement.Version) },
                new Parameters.ParameterComponent { Name = "title", Value = new FhirString(text.Title) },
                new Parameters.ParameterComponent { Name = "address", Value = new FhirUri(text.Address.OriginalString) },
            ],
        };
    }
}
