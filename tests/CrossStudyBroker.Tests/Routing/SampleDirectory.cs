using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Contracts.Messages;
using Network = CrossStudyBroker.Broker.Directory.Network;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>Small directories: four institutions, and whichever networks a test is about.</summary>
internal static class SampleDirectory
{
    public static InstitutionDirectory Of(params Network[] networks) => new(
        new[] { "10056", "10065", "10066", "10122" }.Select(code => Institution(code)),
        networks.Length > 0 ? networks : [Network("3amk"), Network("campusonline")]);

    public static Institution Institution(string code, string status = "all", StudyOffice? office = null) => new()
    {
        Code = code,
        Name = new Localised { En = "Institution " + code },
        Adapter = new Institution.AdapterSettings("dotnet", "reference-sis"),
        Status = status,
        StudyOffice = office,
    };

    /// <summary>A network; without members given: of the first three institutions, since ever.</summary>
    public static Network Network(string id, string from = "2020-08-01", string? until = null, params NetworkMember[] members) => new(
        new Contracts.Messages.Network
        {
            Id = id,
            Name = new Localised { En = id },
            Type = NetworkType.FreedomOfChoice,
            ValidFrom = Day(from),
            ValidUntil = until is null ? null : Day(until),
            Published = true,
        },
        members.Length > 0 ? members : [Member("10056"), Member("10065"), Member("10066")]);

    public static NetworkMember Member(string institution, string from = "2020-08-01", string? until = null) => new()
    {
        Institution = institution,
        Coordinator = false,
        ValidFrom = Day(from),
        ValidUntil = until is null ? null : Day(until),
    };

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");
}
