using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;
using SmartApp.Drafts;
using SmartApp.Ehrs;
using SmartApp.Launch;
using SmartApp.Storage;

namespace Gateway.Tests.AddOn;

/// <summary>What was begun is found again by whoever began it, where it was begun, and nobody reads it in the database.</summary>
public sealed class DraftStoreTests : IAsyncLifetime
{
    private const string Words = "Please take the tablets in the morning.";

    private readonly FakeTimeProvider clock = new();
    private readonly EphemeralDataProtectionProvider protection = new();
    private readonly string file = Path.Combine(Path.GetTempPath(), $"drafts-{Guid.NewGuid():N}.db");
    private readonly ServiceProvider services;

    public DraftStoreTests() => services = new ServiceCollection().AddDbContextFactory<SmartAppDb>(database => database.UseSqlite($"Data Source={file};Pooling=false")).BuildServiceProvider();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static LaunchState Lee { get; } = new() { Ehr = "sandbox", Registration = "sandbox/staff", User = "Practitioner/dr-lee", AccessToken = "t" };

    private IDbContextFactory<SmartAppDb> Databases => services.GetRequiredService<IDbContextFactory<SmartAppDb>>();

    [Fact]
    public async Task A_draft_is_found_again_and_the_later_words_count()
    {
        var (drafts, key) = (Drafts(), DraftKey.Of(Lee, "susie-smith", "Communication/1"));
        await drafts.SaveAsync(key, "Please", Cancel);
        await drafts.SaveAsync(key, Words, Cancel);

        Assert.Equal(Words, await drafts.ReadAsync(DraftKey.Of(Lee, "susie-smith", "Communication/1"), Cancel));
    }

    [Fact]
    public async Task It_is_nobody_elses_and_of_no_other_chart_or_message()
    {
        var drafts = Drafts();
        await drafts.SaveAsync(DraftKey.Of(Lee, "susie-smith", "Communication/1"), Words, Cancel);

        Assert.Null(await drafts.ReadAsync(DraftKey.Of(Lee with { User = "Practitioner/nurse-kim" }, "susie-smith", "Communication/1"), Cancel));
        Assert.Null(await drafts.ReadAsync(DraftKey.Of(Lee with { Ehr = "other" }, "susie-smith", "Communication/1"), Cancel));
        Assert.Null(await drafts.ReadAsync(DraftKey.Of(Lee, "mark-smith", "Communication/1"), Cancel));
        Assert.Null(await drafts.ReadAsync(DraftKey.Of(Lee, "susie-smith"), Cancel));
    }

    [Fact]
    public async Task The_database_has_no_word_of_it_and_a_moved_row_opens_for_nobody()
    {
        var (drafts, key, other) = (Drafts(), DraftKey.Of(Lee, "susie-smith"), DraftKey.Of(Lee, "mark-smith"));
        await drafts.SaveAsync(key, Words, Cancel);
        await using var database = await Databases.CreateDbContextAsync(Cancel);
        var row = await database.Drafts.AsNoTracking().SingleAsync(Cancel);
        database.Drafts.Add(new DraftRow { Key = other.Digest, Text = row.Text, SavedAt = row.SavedAt });
        await database.SaveChangesAsync(Cancel);

        Assert.DoesNotContain("tablets", System.Text.Encoding.UTF8.GetString(row.Text), StringComparison.Ordinal);
        Assert.Null(await drafts.ReadAsync(other, Cancel));
    }

    [Fact]
    public async Task What_was_sent_is_forgotten_and_so_is_what_was_emptied()
    {
        var (drafts, sent, emptied) = (Drafts(), DraftKey.Of(Lee, "susie-smith"), DraftKey.Of(Lee, "mark-smith"));
        await drafts.SaveAsync(sent, Words, Cancel);
        await drafts.SaveAsync(emptied, Words, Cancel);
        await drafts.ForgetAsync(sent, Cancel);
        await drafts.SaveAsync(emptied, "  ", Cancel);

        Assert.Null(await drafts.ReadAsync(sent, Cancel));
        Assert.Null(await drafts.ReadAsync(emptied, Cancel));
    }

    [Fact]
    public async Task Old_drafts_are_not_shown_and_go_with_the_next_that_is_kept()
    {
        var (drafts, old, young) = (Drafts(), DraftKey.Of(Lee, "susie-smith"), DraftKey.Of(Lee, "mark-smith"));
        await drafts.SaveAsync(old, Words, Cancel);
        clock.Advance(TimeSpan.FromDays(15));

        Assert.Null(await drafts.ReadAsync(old, Cancel));
        await drafts.SaveAsync(young, Words, Cancel);
        await using var database = await Databases.CreateDbContextAsync(Cancel);
        Assert.Equal(young.Digest, (await database.Drafts.AsNoTracking().SingleAsync(Cancel)).Key);
    }

    [Fact]
    public async Task What_comes_after_a_launch_has_ended_is_kept_for_who_opened_the_form_and_for_nobody_by_a_forged_one()
    {
        var (drafts, key) = (Drafts(), DraftKey.Of(Lee, "susie-smith"));
        var seals = new DraftSeal(drafts, protection, Options.Create(new SmartAppOptions()), clock);
        var seal = seals.Of(key, hasFields: false);

        Assert.True(await seals.KeepAsync(Form(("draft", seal), ("text", Words), ("more-when", "now"), ("ask-when", "Since when?")), Cancel));
        Assert.Equal($"{Words}\n\nSince when? now", await drafts.ReadAsync(key, Cancel));
        foreach (var forged in (string[])["", "not base64", Convert.ToBase64String([1, 2, 3]), seal[..^8]])
        {
            Assert.False(await seals.KeepAsync(Form(("draft", forged), ("text", "Something else")), Cancel));
        }

        Assert.False(await seals.KeepAsync(Form(("draft", seal), ("text", new string('x', 1_000_001))), Cancel));
        clock.Advance(TimeSpan.FromDays(14));
        Assert.False(await seals.KeepAsync(Form(("draft", seal), ("text", Words)), Cancel));
    }

    public async ValueTask InitializeAsync()
    {
        await using var database = await Databases.CreateDbContextAsync(Cancel);
        await database.Database.EnsureCreatedAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        File.Delete(file);
    }

    private static FormCollection Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value)));

    private DraftStore Drafts() => new(Databases, protection, Options.Create(new SmartAppOptions()), clock);
}
