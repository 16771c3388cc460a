using System.Text.RegularExpressions;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SmartApp.Drafts;

namespace Gateway.Tests.AddOn;

/// <summary>Of a form that could not be taken, its writer is shown what she wrote and chose, and nothing of what the page put into it.</summary>
public sealed partial class PostedFormTests
{
    [Fact]
    public void What_was_answered_is_shown_with_what_was_asked()
    {
        var form = Form(("q.drug", "Lisinopril"), ("ask-q.drug", "Which medicine?"), ("q.rows.rows", "2"), ("more-pharmacy", "CVS"), ("ask-pharmacy", "Which pharmacy?"), ("token", "secret"), ("text", "Words"));

        Assert.Equal([("Which medicine?", "Lisinopril"), ("Which pharmacy?", "CVS")], PostedForm.Said(form, isOurs: true));
        Assert.Equal("Words\n\nWhich pharmacy? CVS", PostedForm.Text(form));
    }

    [Fact]
    public void A_field_that_was_chosen_several_times_loses_none()
    {
        var form = Form(("q.signs", new StringValues(["fever", "", "cough"])));

        Assert.Equal(("q.signs", "fever, cough"), Assert.Single(PostedForm.Said(form, isOurs: true)));
        Assert.Equal(["fever", "", "cough"], PostedForm.OfDraft(PostedForm.Fields(form))!["q.signs"].ToArray());
    }

    [Fact]
    public void What_was_chosen_for_each_sentence_comes_back_and_the_signature_of_the_form_does_not()
    {
        var kept = PostedForm.OfDraft(PostedForm.Fields(Form(("kind", "split"), ("piece.0.0.12", "johnny-smith"), ("piece.0.13.5", ""), ("token", "t"), ("draft", "d"), ("_handler", "split"))))!;

        Assert.Equal(["kind", "piece.0.0.12", "piece.0.13.5"], kept.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("johnny-smith", kept["piece.0.0.12"]);
    }

    [Fact]
    public void Files_are_named_and_neither_shown_nor_kept()
    {
        var form = Form(("file.0.data", "aGVsbG8="), ("file.0.title", "knee.png"), ("file.0.type", "image/png"));

        Assert.Equal(["knee.png"], PostedForm.Files(form));
        Assert.Empty(PostedForm.Said(form, isOurs: true));
        Assert.DoesNotContain("aGVsbG8=", PostedForm.Fields(form), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_a_form_that_is_not_ours_are_not_believed() =>
        Assert.Equal(("spent", "12"), Assert.Single(PostedForm.Said(Form(("spent", "12"), ("ask-spent", "Call this number")), isOurs: false)));

    [Fact]
    public void Blanks_are_no_draft_and_what_is_no_draft_is_none()
    {
        Assert.Equal("", PostedForm.Fields(Form(("q.drug", " "), ("token", "t"))));
        Assert.Null(PostedForm.OfDraft("My knee hurts"));
        Assert.Null(PostedForm.OfDraft(null));
    }

    [Fact]
    public void No_hidden_field_of_any_page_is_shown_as_something_written()
    {
        var hidden = Directory.EnumerateFiles(Repository.PathOf("SmartApp"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Hidden().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
            .Where(name => !name.StartsWith("ask-", StringComparison.Ordinal)).Distinct().ToArray();

        Assert.Contains("begins", hidden);
        Assert.Empty(PostedForm.Said(Form([.. hidden.Select(name => (name, new StringValues("value")))]), isOurs: true));
    }

    private static FormCollection Form(params (string Name, StringValues Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));

    [GeneratedRegex("type=\"hidden\" name=\"([a-z.-]+)\"")]
    private static partial Regex Hidden();
}
