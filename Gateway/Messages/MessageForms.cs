using System.Collections.Immutable;
using System.Globalization;
using Gateway.Forms;
using Gateway.Resources;
using Gateway.Search.Definitions;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Messages;

/// <summary>The structured message boxes: finds the published questions to the answers that a message carries, and makes a message of them.</summary>
internal sealed class MessageForms(IDbContextFactory<GatewayDb> databases)
{
    private static readonly int Url = ParameterNumber.Of("Questionnaire", "url");

    /// <summary>The form that a message carries; null for nearly all. It has one: what further responses say is read like any text.</summary>
    public async ValueTask<FilledForm?> FindAsync(Communication message, CancellationToken cancellationToken) =>
        message.Contained.FindIndex(contained => contained is QuestionnaireResponse) is >= 0 and var index
        && message.Contained[index] is QuestionnaireResponse response
        && await FindAsync(response, cancellationToken) is { } form
            ? new FilledForm(form, response, index)
            : null;

    /// <summary>The form to which these are answers; null if there is none here, or it is no message box.</summary>
    public async ValueTask<MessageForm?> FindAsync(QuestionnaireResponse response, CancellationToken cancellationToken)
    {
        if (response.Questionnaire is not { Length: > 0 } canonical)
        {
            return null;
        }

        var (url, version) = canonical.Split('|', 2) is [var address, var numbered] ? (address, numbered) : (canonical, null);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var published = (await OfUrl(db, url).ToListAsync(cancellationToken))
            .OrderByDescending(row => row.LastUpdated)
            .Select(row => (Questionnaire)FhirJson.ReadStored(row.Content))
            .Where(questionnaire => questionnaire.Url == url && (version is null ? questionnaire.Status == PublicationStatus.Active : questionnaire.Version == version))
            .Where(questionnaire => questionnaire.Status is PublicationStatus.Active or PublicationStatus.Retired);
        return published.Select(MessageForm.Of).FirstOrDefault(form => form is not null);
    }

    /// <summary>
    /// Makes a message of the answers that it carries: its text, where it brings none, its topic and its language. What is wrong with the answers is
    /// told; the text is made all the same, so that an emergency in them is read.
    /// </summary>
    public async ValueTask<ImmutableArray<Issue>> FillAsync(Communication message, CancellationToken cancellationToken)
    {
        if (await FindAsync(message, cancellationToken) is not { Form: var form } filled)
        {
            return message.Payload.Count == 0 ? UnknownIn(message) : [];
        }

        filled.Complete();
        LeaveToMessage(message, filled.Response);
        message.Language ??= form.Questionnaire.Language;
        message.Topic ??= new CodeableConcept { Text = form.Questionnaire.Title };
        if (!message.Topic.Coding.Exists(coding => coding.System == form.Purpose.System))
        {
            message.Topic.Coding.Add(new Coding(form.Purpose.System, form.Purpose.Code));
        }

        if (message.Payload.Count == 0 && FormText.Of(filled.Response, form.Questionnaire.Language) is { Length: > 0 } text)
        {
            message.Payload.Add(new Communication.PayloadComponent { Content = new FhirString(text) });
        }

        if (filled.Response.Id is { } id && !message.About.Exists(about => about.Reference == $"#{id}"))
        {
            message.About.Add(new ResourceReference($"#{id}"));
        }

        return form.IsOpen
            ? ResponsePolicy.Check(form.Questionnaire, filled.Response, filled.Path)
            : [new Issue(OperationOutcome.IssueType.BusinessRule, "This questionnaire is retired: answer the one that took its place.", $"{filled.Path}.questionnaire")];
    }

    /// <summary>Each version of a questionnaire that is stored here.</summary>
    internal static IQueryable<StoredResource> OfUrl(GatewayDb db, string url)
    {
        var exact = TextForm.Cut(url);
        return db.Texts.AsNoTracking()
            .Where(entry => entry.Parameter == Url && entry.Folded == exact)
            .Join(db.Resources.AsNoTracking(), entry => entry.Resource, resource => resource.Sequence, (_, resource) => resource)
            .Where(resource => resource.ResourceType == "Questionnaire" && !resource.IsDeleted);
    }

    // Who answers, and about whom, the message says; said twice it would have to be judged twice.
    private static void LeaveToMessage(Communication message, QuestionnaireResponse response)
    {
        response.Author = response.Author?.Reference == message.Sender?.Reference ? null : response.Author;
        response.Source = response.Source?.Reference == message.Sender?.Reference ? null : response.Source;
        response.Subject = response.Subject?.Reference == message.Subject?.Reference ? null : response.Subject;
    }

    private static ImmutableArray<Issue> UnknownIn(Communication message) =>
    [
        .. message.Contained.Index().Where(contained => contained.Item is QuestionnaireResponse).Take(1).Select(contained => new Issue(
            OperationOutcome.IssueType.NotFound,
            "No message can be made of these answers: their questionnaire is not published here as a message box.",
            string.Create(CultureInfo.InvariantCulture, $"Communication.contained[{contained.Index}].questionnaire"))),
    ];
}
