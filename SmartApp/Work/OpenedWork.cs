using System.Collections.Immutable;
using Hl7.Fhir.Model;
using SmartApp.Inbox;

namespace SmartApp.Work;

/// <summary>The work on one message, opened: its messages, what was written before and since, and where it could go.</summary>
/// <param name="Item">The work.</param>
/// <param name="Conversation">All that was written in it, newest last.</param>
/// <param name="IsWhole">Whether that is all: who works for a pool, and not in the chart, sees the messages of the work alone.</param>
/// <param name="States">How far the newest messages are, as codes, by <c>Communication/id</c>.</param>
/// <param name="Pools">The pools that it can be passed on to.</param>
internal sealed record OpenedWork(
    WorkItem Item, ImmutableArray<Communication> Conversation, bool IsWhole, ImmutableDictionary<string, string> States, ImmutableArray<InboxPool> Pools);
