using System.Globalization;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Students;

/// <summary>Makes the students of a reference institution: the same for the same seed, institution and academic year.</summary>
internal static class InventedStudents
{
    private static readonly string[] Women = ["Aino", "Eeva", "Helmi", "Iida", "Kerttu", "Lumi", "Oona", "Saimi", "Tuuli", "Venla"];
    private static readonly string[] Men = ["Aarni", "Eero", "Ilmari", "Joona", "Kalle", "Lauri", "Niilo", "Oskari", "Toivo", "Urho"];
    private static readonly string[] LastNames =
        ["Esimerkki", "Harjoitus", "Kokeilu", "Mallikas", "Malline", "Mukaelma", "Näytesalo", "Oletus", "Testaaja", "Testilä"];

    private static readonly string[] Streets = ["Esimerkkikatu", "Mallitie", "Koekuja", "Näytepolku"];

    private static readonly (string Code, string Name, string PostalCode)[] Towns =
        [("091", "Helsinki", "00100"), ("049", "Espoo", "02100"), ("092", "Vantaa", "01300"), ("837", "Tampere", "33100")];

    public static IEnumerable<HomeStudent> Make(ReferenceOptions options, DateOnly today)
    {
        var institution = int.Parse(options.Institution, CultureInfo.InvariantCulture);
        var random = new Random((options.Seed * 100_003) + institution);
        return Enumerable.Range(1, options.Students).Select(number => Student(options, institution, number, today, random)).ToList();
    }

    private static HomeStudent Student(ReferenceOptions options, int institution, int number, DateOnly today, Random random)
    {
        var woman = random.Next(2) == 0;
        var first = Pick(woman ? Women : Men, random);
        var last = Pick(LastNames, random);
        var birth = AcademicYear.StartOf(today).AddYears(-19 - random.Next(12)).AddDays(-random.Next(365));
        var town = Pick(Towns, random);
        var domain = options.Domain ?? $"i{options.Institution}.example";
        var serial = (Group(options.Seed, institution) * 10_000L) + number - 1;
        var studentNumber = string.Create(CultureInfo.InvariantCulture, $"EX{serial:D10}");
        var learner = ExampleIdentities.LearnerNumber(serial);
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"S-{number:D5}"),
            Student = new()
            {
                LearnerNumber = learner,
                PersonalIdentityCode = ExampleIdentities.PersonalIdentityCode(birth, number),
                EuropeanStudentIdentifier = "urn:schac:personalUniqueCode:int:esi:fi:" + learner,
                HomeEppn = $"{studentNumber.ToLowerInvariant()}@{domain}",
                HomeStudentNumber = studentNumber,
                FirstNames = $"{first} {Pick(woman ? Women : Men, random)}",
                LastName = last,
                CallName = first,
                DateOfBirth = birth,
                Gender = woman ? 2 : 1,
                Citizenships = ["246"],
                MotherTongue = random.Next(10) == 0 ? "sv" : "fi",
                PreferredLanguage = "fi",
                Addresses =
                [
                    new() { Street = $"{Pick(Streets, random)} {random.Next(1, 60)}", PostalCode = town.PostalCode, PostOffice = town.Name, Country = "246" },
                ],
                Emails = [$"{studentNumber.ToLowerInvariant()}@{domain}"],
                Phones = [new() { Number = string.Create(CultureInfo.InvariantCulture, $"+358 40 000{random.Next(10_000):D4}") }],
                MunicipalityOfResidence = town.Code,
                NonDisclosure = false,
            },
            StudyRights = [new() { StudyRight = StudyRight(options, number, today, random), Networks = options.Networks }],
        };
    }

    /// <summary>Six digits that differ by institution, and by seed too: students of another seed are other persons.</summary>
    private static long Group(int seed, int institution) => ((institution * 7919L) + (seed * 31_337L) + 1_000_000_000_000_000) % 1_000_000;

    private static StudyRight StudyRight(ReferenceOptions options, int number, DateOnly today, Random random)
    {
        var start = AcademicYear.StartOf(today).AddYears(-random.Next(3));
        var term = today.Month <= 7 ? "spring" : "autumn";
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"SR-{options.Institution}-{number:D5}"),
            Institution = options.Institution,
            State = StudyRightState.Active,
            Type = "1",
            StartDate = start,
            EndDate = start.AddYears(4).AddDays(-1),
            EligibleForNetworkStudies = true,
            Attendance = [new() { Term = string.Create(CultureInfo.InvariantCulture, $"{today.Year}-{term}"), Status = AttendanceStatus.Present }],
        };
    }

    private static T Pick<T>(T[] values, Random random) => values[random.Next(values.Length)];
}
