-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t11" AS NOT MATERIALIZED (
  SELECT
    "t3"."id",
    "t3"."slot",
    "t3"."named",
    "t3"."sum_1",
    "t3"."sum_2",
    "t3"."sum_3",
    "t3"."sum_4",
    UNNEST("t3"."tags") AS "tag"
  FROM "placed" AS "t3"
), "t19" AS NOT MATERIALIZED (
  SELECT
    "t13"."tag",
    "t13"."slot",
    "t13"."tickets",
    "t13"."sum_1",
    "t13"."sum_2",
    "t13"."sum_3",
    "t13"."sum_4",
    "t4"."weeks_ago",
    "t4"."since",
    "t4"."until",
    "t6"."tag" AS "tag_of_rule",
    "t6"."topic",
    "t6"."since" AS "since_of_rule",
    "t6"."until" AS "until_of_rule",
    "t6"."shared"
  FROM (
    SELECT
      "t0"."tag",
      "t0"."slot",
      "t0"."tickets",
      "t0"."sum_1" * "t0"."tickets" AS "sum_1",
      "t0"."sum_2" * "t0"."tickets" AS "sum_2",
      "t0"."sum_3" * "t0"."tickets" AS "sum_3",
      "t0"."sum_4" * "t0"."tickets" AS "sum_4"
    FROM "part" AS "t0"
  ) AS "t13"
  INNER JOIN "slot" AS "t4"
    ON "t13"."slot" = "t4"."slot"
  LEFT OUTER JOIN "rule" AS "t6"
    ON "t13"."tag" = "t6"."tag"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      'all' AS "measure",
      "t4"."weeks_ago",
      '' AS "topic",
      "t13"."tickets",
      "t13"."sum_1",
      "t13"."sum_2",
      "t13"."sum_3",
      "t13"."sum_4"
    FROM (
      SELECT
        "t0"."tag",
        "t0"."slot",
        "t0"."tickets",
        "t0"."sum_1" * "t0"."tickets" AS "sum_1",
        "t0"."sum_2" * "t0"."tickets" AS "sum_2",
        "t0"."sum_3" * "t0"."tickets" AS "sum_3",
        "t0"."sum_4" * "t0"."tickets" AS "sum_4"
      FROM "part" AS "t0"
    ) AS "t13"
    INNER JOIN "slot" AS "t4"
      ON "t13"."slot" = "t4"."slot"
  ) AS "t18"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t29"."weeks_ago",
        CASE
          WHEN COALESCE("t29"."tag_of_rule", '') = ''
          THEN "t29"."tag"
          ELSE "t29"."topic"
        END AS "topic",
        "t29"."tickets",
        "t29"."sum_1",
        "t29"."sum_2",
        "t29"."sum_3",
        "t29"."sum_4"
      FROM (
        SELECT
          "t24"."slot",
          "t24"."tag",
          "t24"."tickets",
          "t24"."sum_1",
          "t24"."sum_2",
          "t24"."sum_3",
          "t24"."sum_4",
          "t4"."weeks_ago",
          "t4"."since",
          "t4"."until",
          "t6"."tag" AS "tag_of_rule",
          "t6"."topic",
          "t6"."since" AS "since_of_rule",
          "t6"."until" AS "until_of_rule",
          "t6"."shared"
        FROM (
          SELECT
            "t15"."slot",
            "t15"."tag",
            0 - -(
              COUNT(*)
            ) AS "tickets",
            SUM("t15"."sum_1") AS "sum_1",
            SUM("t15"."sum_2") AS "sum_2",
            SUM("t15"."sum_3") AS "sum_3",
            SUM("t15"."sum_4") AS "sum_4"
          FROM "t11" AS "t15"
          GROUP BY
            1,
            2
        ) AS "t24"
        INNER JOIN "slot" AS "t4"
          ON "t24"."slot" = "t4"."slot"
        LEFT OUTER JOIN "rule" AS "t6"
          ON "t24"."tag" = "t6"."tag"
      ) AS "t29"
      WHERE
        (
          COALESCE("t29"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t29"."topic" <> ''
          )
          AND (
            (
              "t29"."since" >= "t29"."since_of_rule"
            )
            AND (
              "t29"."since" < "t29"."until_of_rule"
            )
          )
          AND NOT (
            "t29"."shared"
          )
        )
    ) AS "t38"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t34"."weeks_ago",
        "t34"."topic",
        "t34"."tickets",
        "t34"."sum_1",
        "t34"."sum_2",
        "t34"."sum_3",
        "t34"."sum_4"
      FROM (
        SELECT
          "t26"."weeks_ago",
          "t26"."topic",
          0 - -(
            COUNT(*)
          ) AS "tickets",
          SUM("t26"."sum_1") AS "sum_1",
          SUM("t26"."sum_2") AS "sum_2",
          SUM("t26"."sum_3") AS "sum_3",
          SUM("t26"."sum_4") AS "sum_4"
        FROM (
          SELECT DISTINCT
            "t22"."id",
            "t22"."weeks_ago",
            "t22"."topic",
            "t22"."sum_1",
            "t22"."sum_2",
            "t22"."sum_3",
            "t22"."sum_4"
          FROM (
            SELECT
              "t16"."id",
              "t16"."slot",
              "t16"."named",
              "t16"."sum_1",
              "t16"."sum_2",
              "t16"."sum_3",
              "t16"."sum_4",
              "t16"."tag",
              "t10"."topic",
              "t10"."since_of_rule",
              "t10"."until_of_rule",
              "t10"."shared",
              "t5"."weeks_ago",
              "t5"."since",
              "t5"."until"
            FROM "t11" AS "t16"
            INNER JOIN (
              SELECT
                "t2"."tag",
                "t2"."topic",
                "t2"."since" AS "since_of_rule",
                "t2"."until" AS "until_of_rule",
                "t2"."shared"
              FROM "rule" AS "t2"
              WHERE
                "t2"."shared"
            ) AS "t10"
              ON "t16"."tag" = "t10"."tag"
            INNER JOIN "slot" AS "t5"
              ON "t16"."slot" = "t5"."slot"
          ) AS "t22"
          WHERE
            "t22"."since" >= "t22"."since_of_rule" AND "t22"."since" < "t22"."until_of_rule"
        ) AS "t26"
        GROUP BY
          1,
          2
      ) AS "t34"
    ) AS "t37"
  ) AS "t40"
) AS "t41"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t28"."measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t28"."tickets",
        "t28"."sum_1",
        "t28"."sum_2",
        "t28"."sum_3",
        "t28"."sum_4"
      FROM (
        SELECT
          "t17"."slot",
          "t17"."tickets",
          "t17"."sum_1",
          "t17"."sum_2",
          "t17"."sum_3",
          "t17"."sum_4",
          UNNEST(
            CASE
              WHEN "t17"."tagged"
              THEN CAST(['exposure', 'all'] AS TEXT[])
              ELSE CAST(['all'] AS TEXT[])
            END
          ) AS "measure"
        FROM (
          SELECT
            "t12"."slot",
            "t12"."tagged",
            0 - -(
              COUNT(*)
            ) AS "tickets",
            SUM("t12"."sum_1") AS "sum_1",
            SUM("t12"."sum_2") AS "sum_2",
            SUM("t12"."sum_3") AS "sum_3",
            SUM("t12"."sum_4") AS "sum_4"
          FROM (
            SELECT
              "t3"."id",
              "t3"."slot",
              "t3"."tags",
              "t3"."named",
              "t3"."sum_1",
              "t3"."sum_2",
              "t3"."sum_3",
              "t3"."sum_4",
              "t3"."named" > 0 AS "tagged"
            FROM "placed" AS "t3"
          ) AS "t12"
          GROUP BY
            1,
            2
        ) AS "t17"
      ) AS "t28"
      INNER JOIN "slot" AS "t4"
        ON "t28"."slot" = "t4"."slot"
    ) AS "t35"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t39"."weeks_ago",
        '' AS "topic",
        "t39"."tickets",
        "t39"."sum_1",
        "t39"."sum_2",
        "t39"."sum_3",
        "t39"."sum_4"
      FROM (
        SELECT
          "t36"."weeks_ago",
          -(
            COUNT(*)
          ) AS "tickets",
          -(
            SUM("t36"."sum_1")
          ) AS "sum_1",
          -(
            SUM("t36"."sum_2")
          ) AS "sum_2",
          -(
            SUM("t36"."sum_3")
          ) AS "sum_3",
          -(
            SUM("t36"."sum_4")
          ) AS "sum_4"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t27"."id",
              "t27"."weeks_ago",
              "t27"."named",
              "t27"."sum_1",
              "t27"."sum_2",
              "t27"."sum_3",
              "t27"."sum_4",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t16"."id",
                  "t16"."slot",
                  "t16"."named",
                  "t16"."sum_1",
                  "t16"."sum_2",
                  "t16"."sum_3",
                  "t16"."sum_4",
                  "t16"."tag",
                  "t14"."topic",
                  "t14"."since_of_rule",
                  "t14"."until_of_rule",
                  "t14"."shared",
                  "t5"."weeks_ago",
                  "t5"."since",
                  "t5"."until"
                FROM "t11" AS "t16"
                INNER JOIN (
                  SELECT
                    "t2"."tag",
                    "t2"."topic",
                    "t2"."since" AS "since_of_rule",
                    "t2"."until" AS "until_of_rule",
                    "t2"."shared"
                  FROM "rule" AS "t2"
                  WHERE
                    "t2"."topic" = ''
                ) AS "t14"
                  ON "t16"."tag" = "t14"."tag"
                INNER JOIN "slot" AS "t5"
                  ON "t16"."slot" = "t5"."slot"
              ) AS "t23"
              WHERE
                "t23"."since" >= "t23"."since_of_rule" AND "t23"."since" < "t23"."until_of_rule"
            ) AS "t27"
            GROUP BY
              1,
              2,
              3,
              4,
              5,
              6,
              7
          ) AS "t30"
          WHERE
            "t30"."idle" = "t30"."named"
        ) AS "t36"
        GROUP BY
          1
      ) AS "t39"
    ) AS "t42"
  ) AS "t43"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t21"."weeks_ago",
        CASE
          WHEN COALESCE("t21"."tag_of_rule", '') = ''
          THEN "t21"."tag"
          ELSE "t21"."topic"
        END AS "topic",
        "t21"."tickets",
        "t21"."sum_1",
        "t21"."sum_2",
        "t21"."sum_3",
        "t21"."sum_4"
      FROM "t19" AS "t21"
      WHERE
        (
          COALESCE("t21"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t21"."topic" <> ''
          )
          AND (
            (
              "t21"."since" >= "t21"."since_of_rule"
            )
            AND (
              "t21"."since" < "t21"."until_of_rule"
            )
          )
        )
    ) AS "t31"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t21"."weeks_ago",
        '' AS "topic",
        "t21"."tickets",
        "t21"."sum_1",
        "t21"."sum_2",
        "t21"."sum_3",
        "t21"."sum_4"
      FROM "t19" AS "t21"
      WHERE
        (
          COALESCE("t21"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t21"."topic" <> ''
          )
          AND (
            (
              "t21"."since" >= "t21"."since_of_rule"
            )
            AND (
              "t21"."since" < "t21"."until_of_rule"
            )
          )
        )
    ) AS "t32"
  ) AS "t33"
) AS "t44"
